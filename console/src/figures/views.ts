import { type Component, defineAsyncComponent } from 'vue'

/** A view of the figures: it takes what is asked, {@link Figures}, as `of`. */
export interface View {
  /** as it stands in the address */
  id: string
  names: { zh: string; en: string }
  component: Component
  /** what it is of, and what has to be there: indicators of a cycle on a basis, a cycle as such, or neither */
  needs: 'INDICATORS' | 'CYCLE' | 'NOTHING'
  /** nobody tells of its changes: it is asked for from time to time */
  untold?: true
}

/** In this order, also on the wall. A view is a file of `views/` and a line here; the first is where one begins. */
export const VIEWS: readonly View[] = [
  {
    id: 'overview',
    names: { zh: '概览', en: 'Overview' },
    component: view(() => import('./views/Overview.vue')),
    needs: 'INDICATORS',
  },
  {
    id: 'completeness',
    names: { zh: '报送完整率', en: 'Completeness' },
    component: view(() => import('./views/Completeness.vue')),
    needs: 'CYCLE',
  },
  {
    id: 'ranking',
    names: { zh: '排名', en: 'Ranking' },
    component: view(() => import('./views/Ranking.vue')),
    needs: 'INDICATORS',
  },
  {
    id: 'series',
    names: { zh: '时间序列', en: 'Series' },
    component: view(() => import('./views/Series.vue')),
    needs: 'INDICATORS',
  },
  {
    id: 'turnaround',
    names: { zh: '审核用时', en: 'Time to review' },
    component: view(() => import('./views/Turnaround.vue')),
    needs: 'CYCLE',
    untold: true,
  },
  {
    id: 'supervision',
    names: { zh: '整改督办', en: 'Rectification' },
    component: view(() => import('./views/Supervision.vue')),
    needs: 'NOTHING',
    untold: true,
  },
]

function view(load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent(load)
}

/** That of the address; the first where there is no such. */
export function viewOf(id: string): View {
  return VIEWS.find((one) => one.id === id) ?? (VIEWS[0] as View)
}

/** The one after it, on the wall. */
export function viewAfter(id: string): string {
  const index = VIEWS.findIndex((one) => one.id === viewOf(id).id)
  return VIEWS[(index + 1) % VIEWS.length]?.id ?? ''
}
