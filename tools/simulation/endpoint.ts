/** When the endpoint is down, in seconds, and how long the tokens live that it gives when it is up. */
export interface Outage {
  readonly from: number
  readonly to: number
  readonly life: number
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const HEADER = encode({ alg: 'none' })

/** A token endpoint that counts what is asked of it. */
export class Endpoint {
  /** Requests by second. */
  readonly load: number[] = []
  readonly outage: Outage
  private serial = 0

  constructor(outage: Outage) {
    this.outage = outage
  }

  isUp(at: number): boolean {
    return at < this.outage.from || at >= this.outage.to
  }

  /** One request at `at` seconds: whether it was answered with a token. */
  ask(at: number): boolean {
    const second = Math.floor(at)
    this.load[second] = (this.load[second] ?? 0) + 1
    return this.isUp(at)
  }

  token(at: number): string {
    return `${HEADER}.${encode({ iat: at, exp: at + this.outage.life, serial: this.serial++ })}.`
  }
}
