// The merchant's side of referrals: rows of the table in endpoints.ts.
import * as referrals from './referrals.ts';

export const REFERRAL_ENDPOINTS = {
  referralStats: {
    method: 'GET',
    path: '/admin/api/referrals/stats',
    role: 'analyst',
    query: referrals.referralStatsQuery,
    answer: referrals.referralStats,
  },
  referrals: {
    method: 'GET',
    path: '/admin/api/referrals',
    role: 'analyst',
    query: referrals.referralQuery,
    answer: referrals.referralPage,
  },
  decideReferrals: {
    method: 'POST',
    path: '/admin/api/referrals/decide',
    role: 'manager',
    body: referrals.decideReferrals,
    answer: referrals.decidedReferrals,
  },
  referral: { method: 'GET', path: '/admin/api/referrals/:referralId', role: 'analyst', answer: referrals.referralDetail },
  memberReferrals: {
    method: 'GET',
    path: '/admin/api/members/:memberId/referrals',
    role: 'analyst',
    answer: referrals.memberReferrals,
  },
  banAdvocate: {
    method: 'POST',
    path: '/admin/api/members/:memberId/referral-ban',
    role: 'manager',
    body: referrals.banRequest,
    answer: referrals.banAnswer,
  },
} as const;
