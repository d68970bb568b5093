import { useDebounceFn, useDocumentVisibility, useEventListener, useIntervalFn } from '@vueuse/core'
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import {
  deleteDraftsCycleAgency,
  getDraftsCycleAgency,
  getMe,
  patchDraftsCycleAgency,
  postDraftsCycleAgencyHandOver,
  postDraftsCycleAgencySignOff,
} from '@/api/generated/huikan'
import type { DraftView } from '@/api/generated/model'
import { ifMatch, mayTryAgain } from '@/api/http'
import { Problem } from '@/api/problem'
import { differing, patchOf } from './entries'
import { refusedAt } from './merging'
import { type Kept, useDraftState } from './useDraftState'

const ASK_EVERY = 4_000

/**
 * A draft that is kept on the server, cell by cell, and shared with whoever else writes it. What is typed here is sent a moment
 * later; what cannot be sent is kept on this device. What others write comes by itself, but never over what is typed here.
 */
export function useDraft(kept: Kept) {
  const { owner, read } = kept
  const state = useDraftState(kept)
  const { draft, version, unsent, now, server, sent, refused, took, settle, keepHere, shall } = state
  const saving = ref(false)
  /** the server was not reached: what is typed is kept here */
  const offline = ref(false)
  /** why nothing can be sent; and why some of it was not taken, which holds back nothing else */
  const failure = shallowRef<unknown>(null)
  const refusal = shallowRef<Problem | null>(null)
  let sessionEnded = false
  let opened = false

  let line: Promise<unknown> = Promise.resolve()
  let waiting = 0
  /** one request after the other */
  function inTurn<T>(what: () => Promise<T>): Promise<T> {
    waiting++
    const next = line.then(what).finally(() => waiting--)
    line = next.catch(() => undefined)
    return next
  }

  /** Tells whether it is worth trying again by itself. */
  function failed(why: unknown): void {
    sessionEnded ||= why instanceof Problem && why.status === 401
    offline.value = sessionEnded || mayTryAgain(0, why)
    failure.value = offline.value ? null : why
  }

  /** Somebody else may have logged in where a session ended: what is here is not theirs. */
  async function isStillMine(): Promise<void> {
    if (sessionEnded && (await getMe()).login !== owner().login) {
      location.reload()
      await new Promise(() => undefined)
    }
    sessionEnded = false
  }

  /** @param always also when the draft is the same: what stands may be another filing */
  async function pull(always = false): Promise<void> {
    const { cycle, agency } = owner()
    const seen = always ? {} : { headers: { 'If-None-Match': `"${version.value}"` } }
    try {
      await took(await getDraftsCycleAgency(cycle, agency, seen))
    } catch (why) {
      if (!(why instanceof Problem && why.status === 304)) {
        throw why
      }
    }
  }

  /** One sending, and what is learned from its answer. Whether there was anything to send. */
  async function sendOnce(all: boolean): Promise<boolean> {
    const { cycle, agency } = owner()
    const entries = shall(all)
    const patch = patchOf(server.value, entries, read())
    if (!patch) {
      return false
    }
    const places = differing(server.value, entries)
    places.forEach((place) => sent.set(place, entries.get(place)))
    try {
      const view = await patchDraftsCycleAgency(cycle, agency, patch, { seen: version.value })
      state.arrived(entries)
      await took(view)
    } catch (why) {
      const wrong = why instanceof Problem && why.status === 422 ? refusedAt(why.errors, places) : []
      if (why instanceof Problem && wrong.length > 0) {
        wrong.forEach((place) => refused.set(place, entries.get(place)))
        refusal.value = why
      } else if (why instanceof Problem && why.code === 'draft-cell-changed') {
        await pull(true)
      } else {
        throw why
      }
    }
    return true
  }

  async function push(all: boolean): Promise<void> {
    saving.value = true
    try {
      await isStillMine()
      while (await sendOnce(all)) {
        // what was typed or has come meanwhile
      }
      offline.value = false
      keepHere()
    } finally {
      saving.value = false
    }
  }

  /** Everything that can be sent is, also what was refused before. */
  async function pushAll(): Promise<void> {
    failure.value = null
    refusal.value = null
    refused.clear()
    try {
      await push(true)
    } catch (why) {
      failed(why)
      throw why
    }
    if (refused.size > 0) {
      throw refusal.value
    }
  }

  /** Sends what there is to send, else asks what others wrote. */
  async function exchange(always = false): Promise<void> {
    if (!opened) {
      return
    }
    await inTurn(async () => {
      if (draft.value && !failure.value && shall(false) !== server.value) {
        await push(false)
      } else {
        await isStillMine()
        await pull(always || !draft.value)
        offline.value = false
      }
    }).catch(failed)
  }
  const soon = useDebounceFn(() => exchange(), 1_000, { maxWait: 4_000 })
  const keepSoon = useDebounceFn(keepHere, 300, { maxWait: 1_000 })

  watch(now, () => {
    settle()
    refusal.value = refused.size > 0 ? refusal.value : null
    void keepSoon()
    if (unsent.value.length > 0) {
      // another content may be taken
      failure.value = null
      void soon()
    }
  })

  const visible = useDocumentVisibility()
  useIntervalFn(() => {
    if (waiting === 0 && (draft.value || offline.value) && (visible.value === 'visible' || unsent.value.length > 0)) {
      void exchange()
    }
  }, ASK_EVERY)
  useEventListener(window, 'online', () => void exchange())
  useEventListener(window, 'pagehide', keepHere)
  function leave(): void {
    keepHere()
    void exchange()
  }
  useEventListener(document, 'visibilitychange', leave)
  onBeforeUnmount(leave)

  /** What somebody else did meanwhile is shown beside why something cannot be done. */
  async function orShown<T>(what: Promise<T>): Promise<T> {
    return what.catch(async (why: unknown) => {
      await pull(true).catch(failed)
      throw why
    })
  }

  /** Something is done with the draft as it is here, all of which the server has first. */
  function change(what: (cycle: string, agency: string, seen: ReturnType<typeof ifMatch>) => Promise<DraftView>) {
    return inTurn(async () => {
      const { cycle, agency } = owner()
      await pushAll()
      await took(await orShown(what(cycle, agency, ifMatch(version.value))))
    })
  }

  return {
    draft,
    version,
    server,
    began: state.began,
    unsent,
    now,
    savedAt: state.savedAt,
    lost: state.lost,
    handedTo: state.handedTo,
    signedOff: state.signedOff,
    conflicts: state.conflicts,
    others: state.others,
    toCome: state.toCome,
    typingAt: state.typingAt,
    saving,
    offline,
    problem: computed(() => failure.value ?? refusal.value),
    /** What the server keeps is read, as soon as the form is known, and whenever another filing stands. */
    open: () => {
      opened = true
      return exchange(true)
    },
    /**
     * Done when the server has all that it can have.
     *
     * @throws Problem why it has not
     */
    flush: () => inTurn(pushAll),
    took: (view: DraftView) => inTurn(() => took(view)),
    decide: (place: string, whose: 'mine' | 'theirs') => {
      state.decide(place, whose)
      void exchange()
    },
    handOver: (to: string | null) =>
      change((cycle, agency, seen) => postDraftsCycleAgencyHandOver(cycle, agency, { to }, seen)),
    signOff: () => change(postDraftsCycleAgencySignOff),
    /** Nothing of it is left, here and on the server. */
    discard: () =>
      inTurn(async () => {
        const { cycle, agency } = owner()
        await orShown(deleteDraftsCycleAgency(cycle, agency, ifMatch(version.value)))
        state.drop()
        await pull(true)
      }),
  }
}
