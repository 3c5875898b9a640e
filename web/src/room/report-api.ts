// Reading the report before it is sent: what facilitators alone ask for, and only on its page.

import type { ExportWish, ReleaseLevel, ReportKind, ReportPreview } from "../protocol.gen";
import { type Answer, Api } from "./api";

/** Which report: of what kind, and for whom. */
export interface Release {
  readonly kind: ReportKind;
  readonly level: ReleaseLevel;
}

/** A release as the end of an address. */
export const queryOf = ({ kind, level }: Release): string => `?${new URLSearchParams({ kind, level })}`;

/** The requests of the report's page. */
export class ReportApi extends Api {
  /** The report as it would be printed now, and what to know before sending it. */
  preview(credential: string, release: Release, editKeys: string[]): Promise<Answer<ReportPreview>> {
    const wish: ExportWish = { edit_keys: editKeys };
    return this.json("POST", `/api/report${queryOf(release)}`, wish, credential);
  }
}

/** The requests of this page. */
export const api = new ReportApi();
