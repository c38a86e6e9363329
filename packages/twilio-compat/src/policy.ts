import { isBranded } from '@x/jwt-core/token'
export interface PolicyOptions {
  /** The address of the resource. */
  url?: string | undefined
  /** Default `GET`. */
  method?: string | undefined
  queryFilter?: object | undefined
  postFilter?: object | undefined
  /** Whether such requests are allowed or denied. Default true. */
  allow?: boolean | undefined
}

export interface PolicyPayload {
  url: string
  method: string
  query_filter: object
  post_filter: object
  allow: boolean
}

/** Allows or denies one kind of request to TaskRouter. */
export class Policy {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.Policy'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  url: string
  method: string
  queryFilter: object
  postFilter: object
  allow: boolean

  constructor(options?: PolicyOptions) {
    this.url = options?.url || ''
    this.method = options?.method || 'GET'
    this.queryFilter = options?.queryFilter || {}
    this.postFilter = options?.postFilter || {}
    // twilio turns `allow: false` into true.
    this.allow = Boolean(options?.allow ?? true)
  }

  payload(): PolicyPayload {
    return {
      url: this.url,
      method: this.method,
      query_filter: this.queryFilter,
      post_filter: this.postFilter,
      allow: this.allow,
    }
  }
}
