import { describe, expect, it } from 'vitest'
import type { OwedView } from '@/api/generated/model'
import { language } from '@/ui/texts'
import { type Asked, amendable, amendedNote, askable, dayAfter } from './amending'

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
