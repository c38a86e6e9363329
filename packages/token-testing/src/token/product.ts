/** A product that a token must have a grant for, as the client's protocol tells it. */
export type Product = 'voice' | 'chat' | 'data_sync' | 'task_router'

/** The keys under `grants` that open a product. Conversations still answers to its old name. */
export const GRANT_KEYS: Readonly<Record<Product, readonly string[]>> = {
  voice: ['voice'],
  chat: ['chat', 'ip_messaging'],
  data_sync: ['data_sync'],
  task_router: ['task_router'],
}

/** The members without which a product's grant opens nothing. */
export const NEEDED: Readonly<Record<Product, readonly string[]>> = {
  voice: [],
  chat: ['service_sid'],
  data_sync: ['service_sid'],
  task_router: ['workspace_sid', 'worker_sid'],
}
