import type { Unsent } from './merging'

/** Whose cells, of which draft. Nobody else who logs in on this device is shown them. */
export interface Owner {
  login: string
  cycle: string
  agency: string
}

const HEAD = 'huikan-unsent'

function keyOf({ login, cycle, agency }: Owner, place: string): string {
  return JSON.stringify([HEAD, login, cycle, agency, place])
}

/**
 * What was typed and is not on the server yet, on this device: each cell by itself, so that two windows do not take away
 * each other's. It is written at once, also by a page that goes.
 */
export function unsentOf(owner: Owner, storage: Storage = localStorage): Map<string, Unsent> {
  const head = keyOf(owner, '').slice(0, -'""]'.length)
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return new Map(
    all
      .filter((key) => key.startsWith(head))
      .map((key) => [(JSON.parse(key) as string[])[4] ?? '', JSON.parse(storage.getItem(key) ?? '{}') as Unsent]),
  )
}

/** @throws DOMException where the device keeps nothing, or no more */
export function keep(owner: Owner, place: string, unsent: Unsent, storage: Storage = localStorage): void {
  storage.setItem(keyOf(owner, place), JSON.stringify(unsent))
}

export function forget(owner: Owner, place: string, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(owner, place))
}
