import type { ShallowRef } from 'vue'

/** The cells that are drawn in a table of figures. */
export function useCells(table: Readonly<ShallowRef<HTMLElement | null>>) {
  function at(code: string, scope: string): HTMLInputElement | null {
    return table.value?.querySelector(`[data-code="${CSS.escape(code)}"][data-scope="${CSS.escape(scope)}"]`) ?? null
  }

  function go(code: string, scope: string): void {
    const cell = at(code, scope)
    cell?.focus()
    cell?.select()
  }

  return { at, go }
}
