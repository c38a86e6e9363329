import { JwtError } from './errors.ts'

// One body serves both twins of a function: it waits only for what has to be waited for.

/** Tells whether a value has to be waited for, whichever realm made the promise. */
export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof (value as PromiseLike<Value> | null | undefined)?.then === 'function'
}

/** Goes on with a value at once where it is there, and later where it is a promise. */
export function whenReady<Value, Result>(
  value: Value | PromiseLike<Value>,
  next: (value: Value) => Result | PromiseLike<Result>,
): Result | PromiseLike<Result> {
  return isPromise(value) ? value.then(next) : next(value)
}

/**
 * The value of a body that did not have to wait.
 *
 * @throws JwtError `ERR_SYNC_UNSUPPORTED`
 */
export function now<Value>(value: Value | PromiseLike<Value>): Value {
  if (!isPromise(value)) return value
  value.then(undefined, () => {})
  throw new JwtError(
    'ERR_SYNC_UNSUPPORTED',
    'this key or this runtime has to be waited for; call the async twin',
  )
}
