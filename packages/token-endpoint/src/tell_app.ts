/** Tells the app. Who listens must not decide who gets a token: what it throws, or rejects with, is its own affair. */
export function tellApp(tell: () => unknown): void {
  try {
    // A promise of any realm.
    Promise.resolve(tell()).catch(() => {})
  } catch {}
}
