/** Files: weights in and out. */
export { decodeSafetensors, safetensorsMetadata } from './decode-safetensors.js'
export { encodeSafetensors } from './encode-safetensors.js'
export { loadSafetensors, saveSafetensors } from './safetensors.js'
