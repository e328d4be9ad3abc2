## The second step

second-factor = Two-factor log-in
second-factor-lead = After the password, the log-in asks for a code of an app on your phone. A stolen password alone is then worth nothing.
second-factor-open = Set up or change
second-factor-begin = Set up
second-factor-ask = Type the code that your app shows, or one of your recovery codes.
second-factor-code = Code
second-factor-code-hint = Six digits, new every half minute
second-factor-lost = App and recovery codes lost? An administrator can take the second step off.
second-factor-other = Log in as somebody else
second-factor-needed = Set up two-factor log-in
second-factor-needed-lead = Your role needs a second step: a code of an app on your phone.
second-factor-picture = QR code with the key for your app
second-factor-scan = Scan the picture with an authenticator app.
second-factor-type = Or type this key into it:
second-factor-here = Open it in an app on this device
second-factor-confirm = Turn on
second-factor-on = On
second-factor-since = since
second-factor-is-on = Two-factor log-in is on. Keep these codes before you go on.
second-factor-change = Change
second-factor-off = Turn off
second-factor-reset = Take off
second-factor-reset-lead = App and recovery codes lost? Without the second step the password is enough again, and every session ends.
recovery-codes = Recovery codes
recovery-codes-lead = Each logs you in once when the app is not at hand. They are shown this once: print them, or keep them with your passwords.
recovery-codes-kept = I have kept them
recovery-codes-new = New recovery codes
recovery-codes-left = { $count ->
    [0] No recovery codes are left.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
preferences-back = Back to the preferences
invalid-code = This code is not right, or was used already. Wait for the next one.
conflict-own-second-factor = Your own is turned off in your preferences.
conflict-second-factor-required = Your role needs two-factor log-in. It cannot be turned off.

## The log-in of the organisation

log-in-or = or
log-in-by = Log in with { $name }
log-out-there = Log out of { $name } as well
oidc-lost = This log-in took too long, was used already, or began in another browser. Try again.
oidc-denied = The log-in was refused there, or you called it off.
oidc-failed = The log-in there did not work. Try again; if it stays so, tell your administrator, who finds the reason in the log.
oidc-unverified = Your e-mail address is not confirmed there, so we cannot tell who you are. Confirm it, then try again.
oidc-unknown = Nobody here has your e-mail address. Ask your administrator to invite you with it.
oidc-disabled = Your account here is disabled. Ask your administrator.
oidc-other-subject = Somebody else logged in here with your e-mail address before. Ask your administrator.
oidc-no-role = You have no role here. Ask your administrator to put you into a group that has one.
