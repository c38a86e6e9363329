export interface Target {
  addEventListener?(type: string, listener: (event: { type: string }) => void): void
  removeEventListener?(type: string, listener: (event: { type: string }) => void): void
}

/** As much of the globals as is used; which of them there are differs from runtime to runtime. */
export const scope = globalThis as unknown as Target & {
  readonly document?: Target & { readonly hidden?: boolean }
  readonly performance?: { now(): number }
}
