import { useQueryClient } from '@tanstack/vue-query'
import { useDocumentVisibility, useTimeoutFn } from '@vueuse/core'
import { type Ref, computed, ref, watch } from 'vue'

/** What all queries of figures begin with. */
export const METRICS = ['api', 'metrics'] as const

/** A rollup that is another now. */
export interface Changed {
  cycle: string
  agency: string
}

/** Whether the answer to a query of figures may be another now. */
export function affects(key: readonly unknown[], { cycle, agency }: Changed): boolean {
  const asked = key[3] as { cycle?: string; under?: string; asOf?: string; reads?: 'cycle' | 'form' } | undefined
  if (asked?.under !== agency || asked.asOf) {
    return false
  }
  // a series is of all cycles of a form, a ranking compares with another one
  return asked.reads === 'form' || asked.cycle === cycle
}

/** Changes come in bursts: the figures are asked for once for all of them. */
const GATHERED = 1_000
/** A stream ends by itself, and the browser comes again after some seconds. */
const COMES_AGAIN = 10_000
/** After a refusal. */
const TRY_AGAIN = 60_000

/**
 * Asks anew for the figures that changed, as the suite tells it, while somebody looks.
 *
 * @param under whose figures, with all below; empty for nothing
 * @returns whether changes are told; else one has to ask
 */
export function useLive(under: Ref<string>): Ref<boolean> {
  const queries = useQueryClient()
  const visibility = useDocumentVisibility()
  const live = ref(false)
  const attempt = ref(0)
  /** something may have changed while nobody listened */
  let missed = false
  let any = false
  let changed: Changed[] = []
  /** the last position, what came before it, and what was told of it */
  let position = ''
  let coming: string[] = []
  const told = new Set<string>()

  const gather = useTimeoutFn(refresh, GATHERED, { immediate: false })
  const away = useTimeoutFn(() => (live.value = false), COMES_AGAIN, { immediate: false })
  const again = useTimeoutFn(() => attempt.value++, TRY_AGAIN, { immediate: false })

  function refresh(): void {
    // an answer that is on its way may be from before the change
    if (queries.isFetching({ queryKey: METRICS }) > 0) {
      gather.start()
      return
    }
    const [all, some] = [any, changed]
    any = false
    changed = []
    void queries.invalidateQueries({
      queryKey: METRICS,
      predicate: ({ queryKey }) => all || some.some((one) => affects(queryKey, one)),
    })
  }
  /** Whoever comes again is told the last changes again, which are no news at the same position. */
  function arrive(at: string): void {
    if (at !== position) {
      told.clear()
      position = at
    }
    const news = coming.filter((one) => !told.has(one))
    coming.forEach((one) => told.add(one))
    coming = []
    if (news.length) {
      changed.push(...news.map((one) => JSON.parse(one) as Changed))
      soon()
    }
  }
  function soon(): void {
    if (!gather.isPending.value) {
      gather.start()
    }
  }

  watch(
    [under, computed(() => visibility.value === 'visible'), attempt],
    ([code, seen], _, onCleanup) => {
      if (!code || !seen) {
        return
      }
      const source = new EventSource(`/api/metrics/stream?${new URLSearchParams({ under: code })}`)
      source.addEventListener('open', () => {
        live.value = true
        away.stop()
        if (missed) {
          missed = false
          any = true
          soon()
        }
      })
      source.addEventListener('rollup', ({ data }: MessageEvent<string>) => coming.push(data))
      source.addEventListener('position', ({ lastEventId }: MessageEvent<string>) => arrive(lastEventId))
      source.addEventListener('all', () => {
        any = true
        soon()
      })
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) {
          live.value = false
          missed = true
          again.start()
        } else if (!away.isPending.value) {
          // it goes on from where it was
          away.start()
        }
      })
      onCleanup(() => {
        source.close()
        again.stop()
        away.stop()
        gather.stop()
        live.value = false
        coming = []
        // of another agency everything is asked for anew anyway
        missed ||= visibility.value !== 'visible'
      })
    },
    { immediate: true },
  )
  return live
}
