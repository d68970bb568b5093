import { expect, it } from 'vitest'
import { type Draft, emptyDraft, merged } from './draft'

function draft(own: Record<string, string>, more: Partial<Draft> = {}): Draft {
  return { ...emptyDraft([]), key: 'k', cells: { own }, ...more }
}

it('has what both windows typed', () => {
  const base = draft({ INS001: '1', INS002: '2' })
  const together = merged(
    base,
    draft({ INS001: '10', INS002: '2' }, { title: '标题' }),
    draft({ INS001: '1', INS002: '20', INS003: '3' }, { key: 'other' }),
  )
  expect(together.cells.own).toEqual({ INS001: '10', INS002: '20', INS003: '3' })
  expect(together).toMatchObject({ title: '标题', key: 'other' })
})

it('leaves in a window what was typed there where both typed into one cell', () => {
  const base = draft({ INS001: '1' })
  expect(merged(base, draft({ INS001: '2' }), draft({ INS001: '3' })).cells.own).toEqual({ INS001: '2' })
})

it('takes away what the other has emptied', () => {
  const base = draft({ INS001: '1' })
  expect(merged(base, draft({ INS001: '1' }), draft({})).cells.own).toEqual({ INS001: '' })
})
