// What stands behind the page's doors: the window, a house over demo books, or a fake in tests.

export interface Host {
  invoke(command: string, given: Record<string, unknown>): Promise<unknown>;
  listen(event: string, heard: (told: unknown) => void): Promise<() => void>;
}
