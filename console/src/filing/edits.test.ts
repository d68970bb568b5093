import { describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { type Draft, emptyDraft } from './draft'
import type { FormIndicator } from '@/api/generated/model'
import { pasted, useEdits, zeros } from './edits'

describe('a pasted range', () => {
  it('fills down and to the right and says what had no place', () => {
    const { edits, beyond } = pasted('1\t2\r\n3\t4\r\n5\t6\r\n', ['A', 'B'], ['own', 'consolidated'], {
      code: 'A',
      scope: 'own',
    })
    expect(edits.map((one) => `${one.scope} ${one.code} ${one.text}`)).toEqual([
      'own A 1',
      'consolidated A 2',
      'own B 3',
      'consolidated B 4',
    ])
    expect(beyond).toBe(2)
  })
})

describe('edits', () => {
  it('are taken back step by step, a paste as one', () => {
    const draft: Draft = reactive(emptyDraft([]))
    const edits = useEdits(() => draft)
    edits.apply([{ scope: 'own', code: 'A', text: '1' }])
    edits.apply([
      { scope: 'own', code: 'A', text: '2' },
      { scope: 'own', code: 'B', text: '3' },
    ])
    edits.undo()
    expect(draft.cells.own).toEqual({ A: '1', B: '' })
    edits.redo()
    expect(draft.cells.own).toEqual({ A: '2', B: '3' })
    edits.undo()
    edits.undo()
    expect(draft.cells.own?.['A']).toBe('')
    expect(edits.canUndo.value).toBe(false)
    expect(edits.canRedo.value).toBe(true)
  })
})

describe('a nil report', () => {
  it('is 0 where nothing was said, and can be counted', () => {
    const draft: Draft = emptyDraft([])
    draft.cells.own = { A: '3', B: ' ', D: 'N/A' }
    const of = (code: string, kind = 'COUNT', scopes = ['own']) => ({ code, kind, scopes }) as FormIndicator
    const form = [of('A'), of('B'), of('C', 'AMOUNT'), of('D'), of('R', 'RATE'), of('E', 'COUNT', ['consolidated'])]
    expect(zeros(draft, form).map((one) => `${one.code} ${one.text}`)).toEqual(['B 0', 'C 0'])
    expect(zeros(emptyDraft([]), [])).toEqual([])
  })
})
