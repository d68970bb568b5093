import { useDebounceFn, useDocumentVisibility, useEventListener, useIntervalFn } from '@vueuse/core'
import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch } from 'vue'
import {
  deleteDraftsCycleAgency,
  getDraftsCycleAgency,
  getMe,
  patchDraftsCycleAgency,
  postDraftsCycleAgencyHandOver,
  postDraftsCycleAgencySignOff,
} from '@/api/generated/huikan'
import type { CellView, DraftView, Filing, HandedOver, SignedOff } from '@/api/generated/model'
import { ifMatch, mayTryAgain } from '@/api/http'
import { Problem } from '@/api/problem'
import { type Draft, draftOf, emptyDraft } from './draft'
import { type Entries, type Read, cellAt, differing, entriesOf, over, patchOf, put, putAll } from './entries'
import { type Owner, forget, keep, unsentOf } from './kept'
import { type Conflict, merged, refusedAt, resumed, wanted } from './merging'

const ASK_EVERY = 4_000
const NOTHING: Entries = new Map()

/** Whose draft of what, and how it is read. */
export interface Kept {
  owner: () => Owner
  read: () => Read
  /** what the page begins with, where the server keeps this */
  start: (server: Entries, filed: string | null) => Promise<Entries>
}

/**
 * A draft that is kept on the server, cell by cell, and shared with whoever else writes it. What is typed here is sent a moment
 * later; what cannot be sent is kept on this device. What others write comes by itself, but never over what is typed here.
 */
export function useDraft({ owner, read, start }: Kept) {
  const draft = ref<Draft | null>(null)
  const version = ref(0)
  const savedAt = ref<string | null>(null)
  const saving = ref(false)
  /** the server was not reached: what is typed is kept here */
  const offline = ref(false)
  /** this device keeps nothing, either */
  const lost = ref(false)
  /** why the server did not take it */
  const problem = shallowRef<unknown>(null)
  const handedTo = ref<HandedOver | null>(null)
  const signedOff = ref<SignedOff | null>(null)
  const conflicts = reactive(new Map<string, Conflict>())
  /** who wrote what, by the server's cells; what others wrote alone */
  const others = reactive(new Map<string, CellView>())

  /** what the server keeps, and the same as the page begins with it */
  const server = shallowRef<Entries>(NOTHING)
  const base = shallowRef<Entries>(NOTHING)
  const now = computed(() => (draft.value ? entriesOf(draft.value, read()) : NOTHING))
  const unsent = computed(() => (draft.value ? differing(base.value, now.value) : []))
  /** what has been sent and may have arrived although no answer came */
  const sent = new Map<string, string | undefined>()
  const refused = new Map<string, string | undefined>()
  const keptHere = new Set<string>()
  let typing: string | null = null
  let sessionEnded = false
  let tag = ''

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
    problem.value = offline.value ? null : why
  }

  /** Somebody else may have logged in where a session ended: what is here is not theirs. */
  async function isStillMine(): Promise<void> {
    if (sessionEnded && (await getMe()).login !== owner().login) {
      location.reload()
      await new Promise(() => undefined)
    }
    sessionEnded = false
  }

  function told(view: DraftView): void {
    version.value = view.version
    tag = `"${view.version}"`
    handedTo.value = view.handedTo ?? null
    signedOff.value = view.signedOff ?? null
    const times = Object.values(view.cells).map((one) => one.at)
    savedAt.value = times.toSorted().at(-1) ?? null
    const { login } = owner()
    for (const [pointer, cell] of Object.entries(view.cells)) {
      if (cell.by === login) {
        others.delete(pointer)
      } else if (others.get(pointer)?.version !== cell.version) {
        others.set(pointer, cell)
      }
    }
  }

  /** What the server keeps now comes onto the page. */
  async function took(view: DraftView): Promise<void> {
    const { byCode, sections } = read()
    const keeps = entriesOf(draftOf(view.body as Filing, sections, byCode), read())
    const theirs = await start(keeps, view.filed ?? null)
    if (view.version < version.value) {
      return
    }
    told(view)
    server.value = keeps
    if (!draft.value) {
      begin(theirs, view)
      return
    }
    const { taken, both } = merged(base.value, now.value, theirs, (place) => place === typing)
    for (const place of both) {
      const who = view.cells[cellAt(place)]
      // typed on, after it was sent; or nobody wrote it, and it comes of a filing
      if (who && !(sent.has(place) && sent.get(place) === theirs.get(place))) {
        conflicts.set(place, {
          theirs: theirs.get(place),
          by: who.by,
          at: who.at,
          was: conflicts.get(place)?.was ?? base.value.get(place),
        })
      }
    }
    putAll(draft.value, taken, theirs, read())
    base.value = theirs
    settle()
  }

  /** The page as the server has it, and over it what was left here the last time. */
  function begin(theirs: Entries, view: DraftView): void {
    const fresh = emptyDraft(read().sections)
    putAll(fresh, [...theirs.keys()], theirs, read())
    const left = unsentOf(owner())
    const { done, both } = resumed(left, theirs)
    for (const [place, { was, mine }] of left) {
      if (done.includes(place)) {
        forget(owner(), place)
        continue
      }
      keptHere.add(place)
      put(fresh, place, mine, read())
      const who = view.cells[cellAt(place)]
      if (both.includes(place) && who) {
        conflicts.set(place, { theirs: theirs.get(place), by: who.by, at: who.at, was })
      }
    }
    base.value = theirs
    draft.value = fresh
  }

  /** What was decided by typing needs no decision. */
  function settle(): void {
    for (const [place, { theirs }] of conflicts) {
      if (now.value.get(place) === theirs) {
        conflicts.delete(place)
      }
    }
  }

  /** Keeps here what the server does not have, and nothing else. */
  function keepHere(): void {
    if (!draft.value) {
      return
    }
    const places = new Set(unsent.value)
    try {
      for (const place of places) {
        keep(owner(), place, {
          was: conflicts.has(place) ? conflicts.get(place)?.was : base.value.get(place),
          mine: now.value.get(place),
        })
        keptHere.add(place)
      }
      lost.value = false
    } catch {
      // said on the page: what is typed here is lost with it
      lost.value = true
    }
    for (const place of [...keptHere].filter((one) => !places.has(one))) {
      forget(owner(), place)
      keptHere.delete(place)
    }
  }

  /** What shall be on the server; what the page begins with is written with the first that is typed. */
  function wish(all: boolean): Entries {
    const shall = wanted(base.value, now.value, conflicts, refused)
    return all || differing(base.value, shall).length > 0 ? shall : server.value
  }

  async function pull(always = false): Promise<void> {
    const { cycle, agency } = owner()
    try {
      await took(await getDraftsCycleAgency(cycle, agency, always || !tag ? {} : { headers: { 'If-None-Match': tag } }))
    } catch (why) {
      if (!(why instanceof Problem && why.status === 304)) {
        throw why
      }
    }
  }

  /** One sending, and what is learned from its answer. Whether there was anything to send. */
  async function sendOnce(all: boolean): Promise<boolean> {
    const { cycle, agency } = owner()
    const shall = wish(all)
    const patch = patchOf(server.value, shall, read())
    if (!patch) {
      return false
    }
    const places = differing(server.value, shall)
    for (const place of places) {
      sent.set(place, shall.get(place))
    }
    try {
      const view = await patchDraftsCycleAgency(cycle, agency, patch, { seen: version.value })
      base.value = over(
        base.value,
        places.map((place) => [place, shall.get(place)] as const),
      )
      await took(view)
    } catch (why) {
      if (!(why instanceof Problem)) {
        throw why
      }
      const wrong = why.status === 422 ? refusedAt(why.errors, places) : []
      if (why.code === 'draft-cell-changed') {
        await pull(true)
      } else if (wrong.length > 0) {
        wrong.forEach((place) => refused.set(place, shall.get(place)))
        problem.value = why
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
    problem.value = null
    refused.clear()
    try {
      await push(true)
    } catch (why) {
      failed(why)
      throw why
    }
    if (problem.value) {
      throw problem.value
    }
  }

  /** Sends what there is to send, else asks what others wrote. */
  async function exchange(always = false): Promise<void> {
    await inTurn(async () => {
      if (draft.value && !problem.value && wish(false) !== server.value) {
        await push(false)
      } else {
        await isStillMine()
        await pull(always)
        offline.value = false
      }
    }).catch(failed)
  }
  const soon = useDebounceFn(() => exchange(), 1_000, { maxWait: 4_000 })
  const keepSoon = useDebounceFn(keepHere, 300, { maxWait: 1_000 })

  watch(now, () => {
    settle()
    void keepSoon()
    if (unsent.value.length > 0) {
      // another content may be taken
      problem.value = null
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
  useEventListener(document, 'visibilitychange', () => {
    keepHere()
    void exchange()
  })
  onBeforeUnmount(() => {
    keepHere()
    void exchange()
  })

  /** Chooses one of two values; mine is sent over theirs. */
  function decide(place: string, whose: 'mine' | 'theirs'): void {
    const conflict = conflicts.get(place)
    conflicts.delete(place)
    if (conflict && whose === 'theirs' && draft.value) {
      put(draft.value, place, conflict.theirs, read())
    } else {
      void exchange()
    }
  }

  /** Something is done with the draft as it is here, all of which the server has first. */
  function change(what: (cycle: string, agency: string, seen: ReturnType<typeof ifMatch>) => Promise<DraftView>) {
    return inTurn(async () => {
      const { cycle, agency } = owner()
      await pushAll()
      try {
        await took(await what(cycle, agency, ifMatch(version.value)))
      } catch (why) {
        // what somebody else did meanwhile is shown beside why not
        await pull(true).catch(() => undefined)
        throw why
      }
    })
  }

  return {
    draft,
    version,
    savedAt,
    saving,
    offline,
    lost,
    problem,
    handedTo,
    signedOff,
    conflicts,
    others,
    now,
    unsent,
    /** what the page begins with and the server does not have: it is written with the first change */
    toCome: computed(() => differing(server.value, base.value)),
    open: () => exchange(true),
    /**
     * Done when the server has all that it can have.
     *
     * @throws Problem why it has not
     */
    flush: () => inTurn(pushAll),
    decide,
    took: (view: DraftView) => inTurn(() => took(view)),
    typingAt: (place: string | null) => (typing = place),
    handOver: (to: string | null) =>
      change((cycle, agency, seen) => postDraftsCycleAgencyHandOver(cycle, agency, { to }, seen)),
    signOff: () => change(postDraftsCycleAgencySignOff),
    /** Nothing of it is left, here and on the server. */
    discard: () =>
      inTurn(async () => {
        const { cycle, agency } = owner()
        await deleteDraftsCycleAgency(cycle, agency, ifMatch(version.value))
        unsentOf(owner()).forEach((_, place) => forget(owner(), place))
        conflicts.clear()
        draft.value = null
        base.value = NOTHING
        await pull(true)
      }),
  }
}
