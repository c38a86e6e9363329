// Stops the clock, for programs that are run before and after they are migrated.
const NOW = 1_700_000_000_000
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [NOW] : given))
  }
  static now() {
    return NOW
  }
}
