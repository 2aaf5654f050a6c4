import { nameOf } from '../options.js'

/** A layer's settings as `toString` shows them: `kernelSize=[2, 3], stride=1`. */
export function settingsText(settings: Record<string, unknown>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${nameOf(value)}`)
    .join(', ')
}
