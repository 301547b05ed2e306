/** What went wrong, in the words of the server or, where it did not answer, of the app. */
import { t } from './texts';

/** One field of a form that the server did not take. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** An answer that is an error (RFC 9457), or no answer at all (`status` 0). */
export class Problem extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The stable slug that `type` ends in: `invalid-credentials`, `offline`, … */
  readonly code: string;
  /** A few words: the server's `title`. */
  readonly title: string;
  readonly details: readonly FieldProblem[];
  /** Seconds after which to come again, where the server said so. */
  readonly retryAfter: number | null;
  /** The whole answer: conflicts carry what stands there now. */
  readonly body: Readonly<Record<string, unknown>>;
  /** An earlier try of the call got no answer: what is refused may have been done by it. */
  readonly isSecond: boolean;

  constructor(
    status: number,
    body: Readonly<Record<string, unknown>>,
    retryAfter: number | null = null,
    isSecond = false,
  ) {
    super(text(body['message']) ?? t('went_wrong'));
    this.status = status;
    this.body = body;
    this.title = text(body['title']) ?? t('went_wrong');
    this.code = (text(body['type']) ?? '').split('/').at(-1) ?? '';
    this.details = Array.isArray(body['details']) ? (body['details'] as FieldProblem[]) : [];
    this.retryAfter = retryAfter;
    this.isSecond = isSecond;
  }

  /** What is wrong with the field of this name, or null. */
  of(field: string): string | null {
    return this.details.find((detail) => detail.field === field)?.message ?? null;
  }
}

/** No answer came: the server or the way to it is gone. */
export function unreachable(): Problem {
  return new Problem(0, {
    type: '/problems/offline',
    title: t('unreachable_title'),
    message: t('unreachable'),
  });
}

/** The problem that an answer tells of. isSecond: see there. */
export async function problemOf(response: Response, isSecond = false): Promise<Problem> {
  const after = Number(response.headers.get('retry-after'));
  const body: unknown = await response.json().catch(() => null);
  const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const retryAfter = Number.isFinite(after) && after > 0 ? after : null;
  return new Problem(response.status, known, retryAfter, isSecond);
}

/** `error` as a problem, whatever it was. Errors of the app itself are nothing that people could read. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  reportError(error);
  return new Problem(0, {});
}

/** What `call` answers; null where there is no such thing (404). Throws every other `Problem`. */
export async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return null;
    throw failure;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}
