/** What is used of cli-progress, which brings no types of its own. */
declare module 'cli-progress' {
  interface Options {
    stream: { write(text: string): unknown }
    format: string
    barsize: number
    barCompleteChar: string
    barIncompleteChar: string
    fps: number
    gracefulExit: boolean
    hideCursor: boolean
    linewrap: boolean
    emptyOnZero: boolean
  }

  class SingleBar {
    constructor(options: Options)
    start(total: number, value: number, payload: Record<string, string>): void
    update(value: number, payload: Record<string, string>): void
    stop(): void
  }
}
