import { describe, expect, it } from 'vitest'
import type { CycleView, OwedView } from '@/api/generated/model'
import { language } from '@/ui/texts'
import { type Asked, addable, amendable, amendedNote, askable, dayAfter, earliestDue } from './amending'

const one = { state: 'MISSING', amendment: null } as OwedView

describe('what a superior changes of what is owed', () => {
  it('is only what was not filed', () => {
    expect(amendable(one)).toEqual(['EXTENDED', 'EXCUSED'])
    expect(amendable({ ...one, state: 'EXCUSED' })).toEqual(['REINSTATED'])
    expect(amendable({ ...one, state: 'FILED' })).toEqual([])
    expect(amendable({ ...one, state: 'RETURNED' })).toEqual([])
  })

  it('is asked for by the agency, one thing at a time', () => {
    const asked: Asked = { id: 'x', status: 'ASKED', version: 1, cycle: 'c', wish: 'EXCUSE', to: null }
    expect(askable(one, undefined)).toEqual(['EXTENDED', 'EXCUSED'])
    expect(askable(one, asked)).toEqual([])
    expect(askable(one, { ...asked, status: 'REFUSED' })).toEqual(['EXTENDED', 'EXCUSED'])
    expect(askable({ ...one, state: 'FILED' }, undefined)).toEqual([])
  })

  it('is added to what takes filings and does not ask it yet, with no less time than the others', () => {
    const cycle = (id: string, dueOn: string, closesOn: string) => ({ id, dueOn, closesOn }) as CycleView
    const open = cycle('open', '2026-03-31', '2026-06-30')
    const cycles = [open, cycle('closed', '2026-01-31', '2026-03-12'), cycle('listed', '2026-03-31', '2026-06-30')]
    const listed = [{ cycle: 'listed', state: 'EXCUSED' } as OwedView]
    expect(addable(cycles, listed, '2026-03-13')).toEqual([open])
    expect(addable(cycles, [], '2026-07-01')).toEqual([])
    expect(earliestDue(open, '2026-03-13')).toBe('2026-03-31')
    expect(earliestDue(open, '2026-04-01')).toBe('2026-04-01')
  })

  it('is told with who and why', () => {
    language.value = 'zh'
    expect(amendedNote(one)).toBe('')
    const amendment = {
      kind: 'EXTENDED',
      dueOn: '2026-07-31',
      closesOn: '2026-07-31',
      reason: '洪灾',
      by: '210600-gov.supervisor',
      at: '2026-03-13T04:00:00Z',
    } as const
    expect(amendedNote({ ...one, amendment })).toBe('210600-gov.supervisor 延期至 2026-07-31 · 洪灾')
  })

  it('begins with the day after, also at the end of a month', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01')
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  })
})
