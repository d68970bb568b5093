import { useDebounceFn, useEventListener } from '@vueuse/core'
import { onBeforeUnmount, ref, watch } from 'vue'
import { type Draft, newKey } from './draft'
import { dropDraft, loadDraft, saveDraft } from './drafts'

/** A draft that is kept by itself, a moment after each change and when the page goes. */
export function useDraft(key: () => string) {
  const draft = ref<Draft | null>(null)
  const savedAt = ref<string | null>(null)
  const failed = ref(false)
  let dirty = false

  async function save(): Promise<void> {
    if (!draft.value || !dirty) {
      return
    }
    dirty = false
    try {
      // a plain copy: what a page watches cannot be stored
      savedAt.value = await saveDraft(key(), JSON.parse(JSON.stringify(draft.value)) as Draft)
      failed.value = false
    } catch {
      // said on the page: without it, what is typed here is lost with the page
      dirty = true
      failed.value = true
    }
  }
  const soon = useDebounceFn(save, 400, { maxWait: 2_000 })

  /** As it was left on this device; else as it begins. */
  async function open(begin: () => Promise<Draft>): Promise<void> {
    const stored = await loadDraft(key()).catch(() => undefined)
    draft.value = stored?.draft ?? (await begin())
    savedAt.value = stored?.savedAt ?? null
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
  onBeforeUnmount(() => void save())
  return { draft, savedAt, failed, open, changed, drop, save }
}
