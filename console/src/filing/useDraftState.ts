import { computed, reactive, ref, shallowRef } from 'vue'
import type { CellView, DraftView, Filing, HandedOver, SignedOff } from '@/api/generated/model'
import { type Draft, draftOf, emptyDraft } from './draft'
import { type Entries, type Read, cellAt, differing, entriesOf, put, putAll } from './entries'
import { type Owner, forget, keep, unsentOf } from './kept'
import { type Conflict, merged, resumed, wanted } from './merging'

const NOTHING: Entries = new Map()

/** Whose draft of what, and how it is read. */
export interface Kept {
  owner: () => Owner
  read: () => Read
  /** what the page begins with, where the server keeps this */
  start: (server: Entries, filed: string | null) => Promise<Entries>
}

/** A draft as it is on the page, on the server as far as is known, and on this device. It asks nobody anything. */
export function useDraftState({ owner, read, start }: Kept) {
  const draft = ref<Draft | null>(null)
  const version = ref(0)
  const savedAt = ref<string | null>(null)
  /** this device keeps nothing more */
  const lost = ref(false)
  const handedTo = ref<HandedOver | null>(null)
  const signedOff = ref<SignedOff | null>(null)
  const conflicts = reactive(new Map<string, Conflict>())
  /** the server's cells that others wrote last */
  const others = reactive(new Map<string, CellView>())

  /** what the server keeps, and the same as the page begins with it */
  const server = shallowRef<Entries>(NOTHING)
  const base = shallowRef<Entries>(NOTHING)
  /** that when the page was opened, or emptied */
  const began = shallowRef<Entries>(NOTHING)
  const now = computed(() => (draft.value ? entriesOf(draft.value, read()) : NOTHING))
  const unsent = computed(() => (draft.value ? differing(base.value, now.value) : []))
  /** what was sent, and may have arrived although no answer came */
  const sent = new Map<string, string | undefined>()
  /** what the server does not take as it is */
  const refused = new Map<string, string | undefined>()
  const keptHere = new Set<string>()
  let typing: string | null = null

  function told(view: DraftView): void {
    version.value = view.version
    handedTo.value = view.handedTo ?? null
    signedOff.value = view.signedOff ?? null
    const cells = Object.entries(view.cells)
    savedAt.value =
      cells
        .map(([, { at }]) => at)
        .toSorted()
        .at(-1) ?? null
    for (const [pointer, cell] of cells) {
      if (cell.by === owner().login) {
        others.delete(pointer)
      } else if (others.get(pointer)?.version !== cell.version) {
        // a row is drawn when something of it changes
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
    if (draft.value) {
      const { taken, both } = merged(base.value, now.value, theirs, (place) => place === typing)
      both.forEach((place) => ask(place, view, theirs, base.value.get(place)))
      putAll(draft.value, taken, theirs, read())
      base.value = theirs
      settle()
    } else {
      begin(theirs, view)
    }
  }

  /** Both have changed it; unless nobody did, and it comes of a filing, or it is one's own that was typed on. */
  function ask(place: string, view: DraftView, theirs: Entries, was: string | undefined): void {
    const who = view.cells[cellAt(place)]
    const isOwn = who?.by === owner().login && sent.has(place) && sent.get(place) === theirs.get(place)
    if (who && !isOwn) {
      const before = conflicts.get(place)
      conflicts.set(place, { theirs: theirs.get(place), by: who.by, at: who.at, was: before ? before.was : was })
    }
  }

  /** The page as the server has it, and over it what was left here the last time. */
  function begin(theirs: Entries, view: DraftView): void {
    const fresh = emptyDraft(read().sections)
    putAll(fresh, [...theirs.keys()], theirs, read())
    const left = unsentOf(owner())
    const { sent: again, both, done } = resumed(left, theirs)
    done.forEach((place) => forget(owner(), place))
    for (const place of [...again, ...both]) {
      keptHere.add(place)
      put(fresh, place, left.get(place)?.mine, read())
    }
    both.forEach((place) => ask(place, view, theirs, left.get(place)?.was))
    base.value = theirs
    began.value = theirs
    draft.value = fresh
  }

  /** What was decided by typing needs no decision, and what is typed anew may be taken. */
  function settle(): void {
    for (const [place, { theirs }] of conflicts) {
      if (now.value.get(place) === theirs) {
        conflicts.delete(place)
      }
    }
    for (const [place, entry] of refused) {
      if (now.value.get(place) !== entry) {
        refused.delete(place)
      }
    }
  }

  /** Keeps here what the server does not have, and nothing else. */
  function keepHere(): void {
    const places = new Set(unsent.value)
    try {
      for (const place of places) {
        const conflict = conflicts.get(place)
        keep(owner(), place, { was: conflict ? conflict.was : base.value.get(place), mine: now.value.get(place) })
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

  /**
   * What the server shall have. What the page begins with is written with the first that is typed.
   *
   * @param all also where nothing is typed yet
   */
  function shall(all: boolean): Entries {
    const wish = wanted(base.value, now.value, conflicts, refused)
    return all || differing(base.value, wish).length > 0 ? wish : server.value
  }

  /** The server has taken it. */
  function arrived(entries: Entries): void {
    base.value = entries
  }

  /** Chooses one of two values. */
  function decide(place: string, whose: 'mine' | 'theirs'): void {
    const conflict = conflicts.get(place)
    conflicts.delete(place)
    if (conflict && whose === 'theirs' && draft.value) {
      put(draft.value, place, conflict.theirs, read())
    }
  }

  /** Nothing of it is left here: the next that comes from the server is the page. */
  function drop(): void {
    unsentOf(owner()).forEach((_, place) => forget(owner(), place))
    keptHere.clear()
    conflicts.clear()
    draft.value = null
    base.value = NOTHING
  }

  return {
    draft,
    version,
    savedAt,
    lost,
    handedTo,
    signedOff,
    conflicts,
    others,
    server,
    began,
    now,
    unsent,
    sent,
    refused,
    /** what the page begins with and the server does not have: it is written with the first change */
    toCome: computed(() => differing(server.value, base.value)),
    took,
    settle,
    keepHere,
    shall,
    arrived,
    decide,
    drop,
    typingAt: (place: string | null) => (typing = place),
  }
}
