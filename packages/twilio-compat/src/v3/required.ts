/** @throws Error with the message of twilio 3.x, which lets null and empty text pass */
export function checkDefined(name: string, value: unknown): void {
  if (value === undefined) throw new Error(`Required parameter "${name}" missing.`)
}
