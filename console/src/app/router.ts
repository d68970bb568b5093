import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { KINDS } from '@/supervision/cases'
import { restoreFragment } from './fragment'

const KIND = `:kind(${KINDS.join('|')})`

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./HomePage.vue') },
  { path: '/owed', name: 'owed', component: () => import('@/owed/OwedPage.vue') },
  {
    path: '/filing/:cycle/:agency',
    name: 'filing',
    component: () => import('@/filing/FilingPage.vue'),
    props: true,
    meta: { within: 'owed' },
  },
  {
    path: '/submissions/:id',
    name: 'submission',
    component: () => import('@/submission/SubmissionPage.vue'),
    props: true,
    meta: { within: 'owed' },
  },
  {
    path: '/submissions/:id/receipt',
    name: 'receipt',
    component: () => import('@/submission/ReceiptPage.vue'),
    props: true,
  },
  { path: '/verify', name: 'verify', component: () => import('@/submission/VerifyPage.vue') },
  { path: '/reviews/:submission?', name: 'reviews', component: () => import('@/review/ReviewPage.vue'), props: true },
  { path: '/register', name: 'register', component: () => import('@/supervision/RegisterPage.vue') },
  {
    path: `/supervision/${KIND}?`,
    name: 'supervision',
    component: () => import('@/supervision/CasesPage.vue'),
    props: true,
  },
  {
    path: `/supervision/${KIND}/:id`,
    name: 'case',
    component: () => import('@/supervision/CasePage.vue'),
    props: true,
    meta: { within: 'supervision' },
  },
  { path: '/inbox', name: 'inbox', component: () => import('@/inbox/InboxPage.vue') },
  { path: '/figures', name: 'figures', component: () => import('@/figures/FiguresPage.vue') },
  { path: '/registers', name: 'registers', component: () => import('@/registers/RegistersPage.vue') },
  { path: '/directory', name: 'directory', component: () => import('@/directory/DirectoryPage.vue') },
  {
    path: '/operations',
    name: 'operations',
    component: () => import('@/operations/OperationsPage.vue'),
    meta: { role: 'ADMIN' },
  },
  { path: '/webhooks', name: 'webhooks', component: () => import('@/operations/WebhooksPage.vue') },
  {
    path: '/accounts',
    name: 'accounts',
    component: () => import('@/accounts/AccountsPage.vue'),
    meta: { role: 'ADMIN' },
  },
  { path: '/me', name: 'me', component: () => import('@/accounts/MyAccountPage.vue') },
  { path: '/logged-in', name: 'logged-in', component: () => import('./LoggedInPage.vue') },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue') },
]

// the router takes the address as it stands now
restoreFragment()

export const router = createRouter({ history: createWebHistory(), routes })

declare module 'vue-router' {
  interface RouteMeta {
    /** of the navigation, which of its pages this is a part of */
    within?: string
    /** for whom alone it is */
    role?: Role
  }
}

type Role = 'REPORTER' | 'REVIEWER' | 'SUPERVISOR' | 'INSPECTOR' | 'VIEWER' | 'ADMIN'

/** What each role works with; the first is where it begins. */
export const PAGES = {
  REPORTER: ['owed', 'registers', 'register', 'supervision', 'inbox', 'figures'],
  REVIEWER: ['reviews', 'inbox', 'figures', 'directory'],
  SUPERVISOR: ['register', 'supervision', 'inbox', 'figures', 'owed', 'registers', 'directory', 'webhooks'],
  INSPECTOR: ['supervision', 'register', 'registers', 'inbox', 'figures'],
  VIEWER: ['figures', 'owed', 'reviews', 'register', 'supervision', 'inbox', 'registers', 'directory'],
  ADMIN: ['operations', 'directory', 'accounts', 'figures', 'reviews', 'register', 'registers', 'supervision'],
} as const satisfies Record<Role, readonly string[]>
