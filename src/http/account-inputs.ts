import { IsString, Length } from 'class-validator';

/** Longest password that is looked at when signing in; longer ones cannot be right. */
const LONGEST = 128;

export class SignIn {
  @IsString() @Length(1, 64) name!: string;
  @IsString() @Length(1, LONGEST) password!: string;
}

export class ChangePassword {
  @IsString() @Length(1, LONGEST) oldPassword!: string;
  @IsString() @Length(1, LONGEST) newPassword!: string;
}

export class CreateAccount {
  @IsString() @Length(2, 64) name!: string;
}
