import type { Module } from '../nn/module.js'

/** Remembers which modules are in training mode; the result puts each one back. */
export function rememberModes(model: Module): () => void {
  const modes = model.modules().map((module): [Module, boolean] => [module, module.training])
  return () => {
    for (const [module, training] of modes) module.training = training
  }
}
