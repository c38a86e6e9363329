import { escapeUnseen } from '@x/jwt-core/token'
import pico from 'picocolors'
import type { Io } from './io.ts'

/** A report for a person: sections of members, and single lines. */
export interface Report {
  readonly section: (title: string, members: unknown) => void
  readonly line: (title: string, text: string) => void
}

const TIMES = new Set(['exp', 'iat', 'nbf'])

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function showValue(name: string, value: unknown): string {
  if (!TIMES.has(name) || typeof value !== 'number') return printable(value)
  const date = new Date(value * 1000)
  return Number.isNaN(date.getTime()) ? String(value) : `${value} (${date.toISOString()})`
}

/** A value on one line. What drives a terminal is escaped: a token must not drive the one that shows it. */
export function printable(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')
      : JSON.stringify(value)
  return escapeUnseen(text)
}

/** JSON for machines, which a person may look at too: of one line, or laid out. */
export function toJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(/[^\n]+/g, escapeUnseen)
}

export function createReport(io: Io): Report {
  const { bold, cyan } = pico.createColors(io.coloured)
  function writeMembers(members: Record<string, unknown>, indent: string): void {
    for (const [name, value] of Object.entries(members)) {
      if (isObject(value)) {
        io.write(`${indent}${cyan(printable(name))}`)
        writeMembers(value, `${indent}  `)
      } else io.write(`${indent}${cyan(printable(name))}  ${showValue(name, value)}`)
    }
  }
  return {
    section(title, members) {
      io.write(bold(title))
      if (isObject(members)) writeMembers(members, '  ')
      else io.write(`  ${printable(members)}`)
    },
    line: (title, text) => io.write(`${bold(title)}  ${text}`),
  }
}
