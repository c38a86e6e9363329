const TEST =
  /(^|\/)(__tests__|tests?|spec|__mocks__|fixtures)\/|[.-](test|spec|setup)\.[cm]?[jt]sx?$|(^|\/)(jest|vitest)\.setup/

/** Tells whether a file belongs to the tests of an app, by its path. */
export function isTestPath(path: string): boolean {
  return TEST.test(path)
}
