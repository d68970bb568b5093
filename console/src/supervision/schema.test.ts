import { describe, expect, it } from 'vitest'
import { type Schema, blank, cleaned, inOrder, kindOf, plain } from './schema'

const plan: Schema = {
  type: 'object',
  required: ['measures'],
  properties: {
    comment: { type: ['string', 'null'], maxLength: 2000 },
    measures: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['text'],
        properties: { text: { type: 'string' }, dueOn: { type: 'string', format: 'date' } },
      },
    },
  },
}

describe('a request drawn from its schema', () => {
  it('knows what each field is', () => {
    expect(kindOf({ type: 'string', enum: ['A'] })).toBe('choice')
    expect(kindOf({ type: ['boolean', 'null'] })).toBe('boolean')
    expect(kindOf({ type: 'integer' })).toBe('number')
    expect(kindOf({ type: ['string', 'null'], format: 'date' })).toBe('date')
    expect(kindOf({ type: 'string', maxLength: 2000 })).toBe('lines')
    expect(kindOf({ type: 'object', properties: {} })).toBe('map')
  })

  it('begins with nothing said', () => {
    expect(blank(plan)).toEqual({ comment: '', measures: [{ text: '', dueOn: '' }] })
    expect(blank({ type: 'boolean' })).toBeNull()
    const { items } = plan.properties?.['measures'] as { items: Schema }
    expect(blank({ type: 'array', minItems: 2, items })).toHaveLength(2)
  })

  it('leaves out what was left empty and keeps what must be there', () => {
    expect(cleaned({ comment: ' ', measures: [{ text: ' a ', dueOn: '' }] }, plan)).toEqual({
      measures: [{ text: 'a' }],
    })
    expect(cleaned({ comment: '', measures: [{ text: '', dueOn: '' }] }, plan)).toEqual({ measures: [{ text: '' }] })
    expect(cleaned({ upheld: false }, { properties: { upheld: { type: 'boolean' } } })).toEqual({ upheld: false })
  })

  it('puts a comment last', () => {
    expect(inOrder(plan).map(([name]) => name)).toEqual(['measures', 'comment'])
  })
})

it('takes what may be null for what it is otherwise', () => {
  const rhythm: Schema = { anyOf: [{ type: 'null' }, { type: 'string', enum: ['WEEKLY', 'MONTHLY'] }] }
  const list: Schema = { type: 'array', items: { type: 'object', properties: { reports: rhythm } } }
  expect(kindOf(plain(rhythm))).toBe('choice')
  expect(plain(list).items?.properties?.['reports']?.enum).toEqual(['WEEKLY', 'MONTHLY'])
})
