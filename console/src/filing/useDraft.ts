import { useDebounceFn, useEventListener } from '@vueuse/core'
import { onBeforeUnmount, ref, watch } from 'vue'
import { type Draft, merged, newKey } from './draft'
import { dropDraft, loadDraft, saveDraft } from './drafts'

/** What a page watches can neither be stored nor sent. */
function plain(draft: Draft): Draft {
  return JSON.parse(JSON.stringify(draft)) as Draft
}

const LEFT = 'huikan-draft-left'

/** What was typed in the last moment: a page that goes does not wait until it is stored. */
function leave(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify({ key, draft }))
  } catch {
    // too large for it: the moment before is stored
  }
}

/** The same, once, by the page that comes after. */
function left(key: string): Draft | undefined {
  const found = JSON.parse(sessionStorage.getItem(LEFT) ?? 'null') as { key: string; draft: Draft } | null
  sessionStorage.removeItem(LEFT)
  return found?.key === key ? found.draft : undefined
}

/** A draft that is kept by itself, a moment after each change and when the page goes. */
export function useDraft(key: () => string) {
  const draft = ref<Draft | null>(null)
  const savedAt = ref<string | null>(null)
  const failed = ref(false)
  let dirty = false
  /** as this window and the others had it last */
  let base: Draft | null = null
  const others = new BroadcastChannel('huikan-drafts')

  async function save(): Promise<void> {
    if (!draft.value || !dirty) {
      return
    }
    dirty = false
    try {
      base = plain(draft.value)
      savedAt.value = await saveDraft(key(), base)
      others.postMessage({ key: key(), draft: base })
      failed.value = false
    } catch {
      // said on the page: without it, what is typed here is lost with the page
      dirty = true
      failed.value = true
    }
  }
  const soon = useDebounceFn(save, 400, { maxWait: 2_000 })

  // another window on the same filing: neither takes away what the other has typed
  others.onmessage = ({ data }: MessageEvent<{ key: string; draft: Draft }>) => {
    if (draft.value && base && data.key === key()) {
      const together = merged(base, plain(draft.value), data.draft)
      base = data.draft
      if (JSON.stringify(together) !== JSON.stringify(plain(draft.value))) {
        draft.value = together
      }
    }
  }

  /** As it was left on this device; else as it begins. */
  async function open(begin: () => Promise<Draft>): Promise<void> {
    const stored = await loadDraft(key()).catch(() => undefined)
    const last = left(key())
    draft.value = last ?? stored?.draft ?? (await begin())
    base = plain(draft.value)
    savedAt.value = stored?.savedAt ?? null
    if (last) {
      dirty = true
      void save()
    }
    watch(
      draft,
      () => {
        dirty = true
        void soon()
      },
      { deep: true },
    )
  }

  /** Anything that was typed outside the cells makes another sending of it, too. */
  function changed(): void {
    if (draft.value) {
      draft.value.key = newKey()
    }
  }

  async function drop(): Promise<void> {
    dirty = false
    draft.value = null
    await dropDraft(key())
  }

  useEventListener(document, 'visibilitychange', () => void save())
  useEventListener(window, 'pagehide', () => {
    if (draft.value && dirty) {
      leave(key(), plain(draft.value))
    }
  })
  onBeforeUnmount(() => void save().finally(() => others.close()))
  return { draft, savedAt, failed, open, changed, drop, save }
}
