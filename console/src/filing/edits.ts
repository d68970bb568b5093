import { computed, ref } from 'vue'
import type { FormIndicator } from '@/api/generated/model'
import type { Draft, Scope } from './draft'

export interface Edit {
  scope: Scope
  code: string
  text: string
}

interface Step {
  edit: Edit
  before: string
}

/** What was typed into the cells, step by step: a paste is one step. */
export function useEdits(draft: () => Draft) {
  const done = ref<Step[][]>([])
  const undone = ref<Step[][]>([])

  function put({ scope, code, text }: Edit): void {
    const cells = (draft().cells[scope] ??= {})
    cells[code] = text
  }

  function apply(edits: Edit[]): void {
    const steps = edits
      .map((edit) => ({ edit, before: draft().cells[edit.scope]?.[edit.code] ?? '' }))
      .filter((step) => step.before !== step.edit.text)
    if (steps.length > 0) {
      steps.forEach((step) => put(step.edit))
      done.value.push(steps)
      undone.value = []
    }
  }

  /** Back by one step. */
  function undo(): Edit | undefined {
    const steps = done.value.pop()
    steps?.toReversed().forEach(({ edit, before }) => put({ ...edit, text: before }))
    if (steps) {
      undone.value.push(steps)
    }
    return steps?.[0]?.edit
  }

  function redo(): Edit | undefined {
    const steps = undone.value.pop()
    steps?.forEach(({ edit }) => put(edit))
    if (steps) {
      done.value.push(steps)
    }
    return steps?.[0]?.edit
  }

  function forget(): void {
    done.value = []
    undone.value = []
  }

  return {
    apply,
    undo,
    redo,
    forget,
    canUndo: computed(() => done.value.length > 0),
    canRedo: computed(() => undone.value.length > 0),
  }
}

/** A nil report (零报告): each own figure that is blank and can be counted becomes 0. */
export function zeros(draft: Draft, indicators: readonly FormIndicator[]): Edit[] {
  return indicators
    .filter((one) => one.kind !== 'RATE' && one.scopes.includes('own') && !draft.cells.own?.[one.code]?.trim())
    .map((one) => ({ scope: 'own', code: one.code, text: '0' }))
}

/** Rows of tab-separated cells, as spreadsheets put them into the clipboard. */
export function rangeOf(text: string): string[][] {
  return text
    .replace(/\r/g, '')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
}

/**
 * The cells that a pasted range fills, from one cell to the right and down; what goes beyond the last row or column is left
 * out and counted.
 *
 * @param text rows of tab-separated cells, as spreadsheets put them into the clipboard
 */
export function pasted(
  text: string,
  codes: readonly string[],
  scopes: readonly Scope[],
  from: { code: string; scope: Scope },
): { edits: Edit[]; beyond: number } {
  const row = codes.indexOf(from.code)
  const column = scopes.indexOf(from.scope)
  const edits: Edit[] = []
  let beyond = 0
  rangeOf(text).forEach((cells, down) =>
    cells.forEach((cell, right) => {
      const code = codes[row + down]
      const scope = scopes[column + right]
      if (code === undefined || scope === undefined) {
        beyond++
      } else {
        edits.push({ code, scope, text: cell.trim() })
      }
    }),
  )
  return { edits, beyond }
}
