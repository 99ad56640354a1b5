import type { CivilDate } from '../../kernel/time';
import { Code, Day, Handle, OneOf, Optional, Text } from '../fields';

export class RegisterOfficer {
  @Text(100) name!: string;
  @Handle() organ!: string;
  @Optional() @Code() unit?: string;
  /** Auxiliaries, workers, the seconded and legal advisers may never act as officers. */
  @OneOf(['officer', 'auxiliary', 'worker', 'seconded', 'adviser'])
  kind!: 'officer' | 'auxiliary' | 'worker' | 'seconded' | 'adviser';
  @Day() from!: CivilDate;
}

export class PostOfficer {
  @Code() post!: string;
  @Handle() organ!: string;
  @Optional() @Code() unit?: string;
  /** `deputy-chief` and `chief` are 行政机关负责人 (处罚法 57). */
  @OneOf(['staff', 'unit-head', 'deputy-chief', 'chief'])
  tier!: 'staff' | 'unit-head' | 'deputy-chief' | 'chief';
  @Day() from!: CivilDate;
  @Optional() @Day() until?: CivilDate;
}

export class EndPost {
  @Code() post!: string;
  /** First day on which it is no longer held. */
  @Day() from!: CivilDate;
}

export class IssueCertificate {
  @Text(60) number!: string;
  @Handle() organ!: string;
  @Text(200) issuer!: string;
  @Day() from!: CivilDate;
  /** Last day of validity; after it the certificate has expired. */
  @Day() until!: CivilDate;
}

class CertificateChange {
  @Text(60) number!: string;
  @Day() from!: CivilDate;
  @Code() ground!: string;
}

export class SuspendCertificate extends CertificateChange {}
export class ResumeCertificate extends CertificateChange {}
export class RevokeCertificate extends CertificateChange {}
