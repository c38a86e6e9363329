import { expect, it } from 'vitest'
import { escapeUnseen } from '../src/token/index.ts'

it('escapes what Unicode says cannot be seen, and nothing else', () => {
  const unseen = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]$/u
  const wrong: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    // What this Node's Unicode has not named yet, or no longer, is no matter.
    const isEscaped = escapeUnseen(character) !== character
    if (isEscaped !== unseen.test(character)) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})

it('writes escapes that JSON reads back', () => {
  const text = 'a\u001b[31mb\u202e\u{e0041}\ud800\ufe0f'
  expect(escapeUnseen(text)).toMatch(/^[ -~]+$/)
  expect(JSON.parse(`"${escapeUnseen(text)}"`)).toBe(text)
})
