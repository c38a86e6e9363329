import * as since4 from '../policy.ts'
import { functionClass } from './function_class.ts'

/** Allows or denies one kind of request to TaskRouter. */
export interface Policy {
  url?: string | undefined
  method: string
  queryFilter: object
  postFilter: object
  allow: boolean
  payload(): since4.PolicyPayload
}

/** Allows or denies one kind of request to TaskRouter. */
export const Policy: { new (options?: since4.PolicyOptions): Policy; readonly prototype: Policy } =
  functionClass(
    'Policy',
    function (this: Policy, options?: since4.PolicyOptions) {
      const { url, ...rest } = new since4.Policy(options)
      // Since 4.0 a missing one is empty text.
      this.url = options?.url
      Object.assign(this, rest)
    },
    { payload: since4.Policy.prototype.payload },
  )
