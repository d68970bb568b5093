import { expect, it } from 'vitest'
import { isBlank } from './blank'

it.each([
  '',
  ' \t\r\n',
  '\u00a0',
  '\u3000\u200b',
  '\ufeff\u2060\u00ad',
  '\u2800',
  '\u3164\u115f\u1160\uffa0',
  '\u202e\u2029',
  '\ufe0f\u034f',
])('nothing is shown by %j', (text) => expect(isBlank(text)).toBe(true))

it.each(['无', '\u200b0', '-', '\u3000。', '\ue001', '\u{20000}'])('%j can be read', (text) =>
  expect(isBlank(text)).toBe(false),
)

it('no text is blank', () => expect(isBlank(null)).toBe(true))
