import type { Page } from 'playwright-core'

/** What the fields of the page hold, by their ids; what is left out is empty. */
export interface Fields {
  readonly pasted: string
  readonly secret?: string
  readonly product?: string
  readonly account?: string
  readonly time?: string
}

/** A finding as the page shows it. */
export interface Shown {
  readonly severity: string
  readonly code: string
  readonly title: string
  readonly mend: string
  readonly twilioError: number | null
}

// As texts, since the types of a page's own world are not those of this one.

const FILL = `async (fields) => {
  for (const id of ['pasted', 'secret', 'product', 'account', 'time']) {
    const field = document.getElementById(id)
    const value = fields[id] ?? ''
    if (field.value === value) continue
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const results = document.getElementById('results')
  while (results.getAttribute('aria-busy') === 'true') await new Promise((resolve) => setTimeout(resolve, 10))
}`

const READ = `[...document.querySelectorAll('.finding')].map((card) => {
  const error = card.querySelector('.meta a')?.textContent.match(/\\d+$/)
  const badge = card.querySelector('.badge').textContent
  return {
    severity: card.classList[1],
    code: card.querySelector('.code').textContent,
    title: card.querySelector('h3').textContent.slice(badge.length).trim(),
    mend: card.querySelector('.mend').lastElementChild.textContent,
    twilioError: error ? Number(error[0]) : null,
  }
})`

/** Puts texts into the fields, as pasting does, and waits for the answer. */
export async function fill(page: Page, fields: Fields): Promise<void> {
  await page.evaluate(`(${FILL})(${JSON.stringify(fields)})`)
}

/** The findings that the page shows, in their order. */
export async function shownOn(page: Page): Promise<Shown[]> {
  return (await page.evaluate(READ)) as Shown[]
}
