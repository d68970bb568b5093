import { type Ref, nextTick, ref, watch } from 'vue'
import type { Scope } from './draft'
import type { Tab } from './FilingTabs.vue'

/** Brings a cell into view and goes there. */
interface Grid {
  reveal: (code: string, scope: Scope) => Promise<void>
}

/** The tab that has a place of the filing. */
export function tabOf(pointer: string): Tab {
  const part = pointer.split('/')[1]
  // an explanation stands beside what it explains
  return part === 'indicators' || part === 'explanations'
    ? 'figures'
    : part === 'sections' || part === 'attachments'
      ? part
      : 'signing'
}

/** Where on the page one is: its tab, the chosen figure, and how to go to a place. */
export function usePlace(grid: Readonly<Ref<Grid | null>>, returned: () => ReadonlyMap<string, string>) {
  const tab = ref<Tab>('figures')
  const chosen = ref('')

  async function goTo(pointer: string): Promise<void> {
    const [, part, ...rest] = pointer.split('/')
    const code = rest.pop()
    tab.value = tabOf(pointer)
    await nextTick()
    if (part === 'indicators' && code) {
      await grid.value?.reveal(code, rest.join('.') as Scope)
    }
  }

  // whoever opens what was returned stands on the first item
  watch([returned, grid], ([items, table]) => {
    const first = [...items.keys()][0]
    if (table && first && chosen.value === '') {
      void goTo(first)
    }
  })

  return { tab, chosen, goTo }
}
