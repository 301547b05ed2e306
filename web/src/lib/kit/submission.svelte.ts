/** One form on its way to the server: whether it is being sent, and what was wrong with it. */
import { tick } from 'svelte';

import { asProblem, type Problem } from '$lib/kit/problems';

/**
 *     const saving = new Submission();
 *     <form onsubmit={(event) => void saving.run(event, async () => { … })}>
 *     <TextField problem={saving.of('name')} …>
 *     {#if saving.rest}<Notice tone="wrong"><p>{saving.rest}</p></Notice>{/if}
 */
export class Submission {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The fields whose problems stand beside them. */
  #asked = new Set<string>();

  /** Send: `work` throws what is wrong; the focus then goes to the first field that is. */
  async run(event: SubmitEvent, work: () => Promise<void>): Promise<boolean> {
    event.preventDefault();
    if (this.busy) return false;
    const form = event.currentTarget as HTMLFormElement;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (failure) {
      this.problem = asProblem(failure);
      await tick();
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What is wrong with the field of this name, to be shown beside it. */
  of(field: string): string | null {
    this.#asked.add(field);
    const message = this.problem?.of(field);
    return message ? message.charAt(0).toLocaleUpperCase() + message.slice(1) : null;
  }

  /** What is wrong otherwise. */
  get rest(): string | null {
    const { problem } = this;
    if (problem === null) return null;
    return problem.details.some(({ field }) => this.#asked.has(field)) ? null : problem.message;
  }
}
