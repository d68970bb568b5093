import { useEventListener, useIntervalFn, usePreferredReducedMotion } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { viewAfter, viewOf } from './views'

/** Long enough to read a view across a room. */
const TURNED_EACH = 30_000

/** The page as a screen on a wall: full, without navigation, its views by turns; Escape leaves it. */
export function useWall() {
  const route = useRoute()
  const router = useRouter()
  const motion = usePreferredReducedMotion()

  const on = computed(() => route.query['wall'] === '1')
  const turning = ref(motion.value !== 'reduce')

  useIntervalFn(() => {
    // nobody is looking, or somebody looks into one number
    if (on.value && turning.value && !document.hidden && !route.query['number']) {
      void router.replace({ query: { ...route.query, view: viewAfter(viewOf(String(route.query['view'])).id) } })
    }
  }, TURNED_EACH)

  async function enter(): Promise<void> {
    await router.push({ query: { ...route.query, wall: '1' } })
    // not every browser fills the screen, nor is every page allowed to
    await document.documentElement.requestFullscreen?.().catch(() => undefined)
  }
  function leave(): void {
    void router.replace({ query: { ...route.query, wall: undefined } })
  }
  watch(on, (now) => {
    if (!now && document.fullscreenElement) {
      void document.exitFullscreen()
    }
  })
  useEventListener(document, 'fullscreenchange', () => {
    // the browser takes the Escape that ends a full screen
    if (on.value && !document.fullscreenElement) {
      leave()
    }
  })
  useEventListener(document, 'keydown', (event) => {
    if (event.key === 'Escape' && on.value && !document.querySelector('dialog[open]')) {
      leave()
    }
  })
  return { on, turning, enter, leave }
}
