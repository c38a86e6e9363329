import { type Part, readPart } from './part.ts'

/** A text that a strict parser refuses, taken apart as far as that goes. */
export interface Dissected {
  readonly text: string
  readonly parts: readonly string[]
  readonly header: Part
  readonly payload: Part
  readonly signature: string
}

/** Takes a text apart at its dots. */
export function dissect(text: string): Dissected {
  const parts = text.split('.')
  const [first = '', second = '', signature = ''] = parts
  return { text, parts, header: readPart('header', first), payload: readPart('payload', second), signature }
}
