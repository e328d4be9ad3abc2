## The page that leads to all others

administration-all = Overview
people-about = Who logs in: invite, change roles, disable
teams-about = What the people of a team may do on a card
fields-about = What you keep of customers, contacts and requests, and record groups
tokens-about = Other systems that use the API
blocklist-about = Numbers and addresses that are not served
accesses-about = Who looked at which card, when and why
imports-about = Customers and contacts out of files, and back out again
exports-about = Customers into a file
health-about = Database, files, jobs, and what to mend

## Health

health-title = Health
health-sum-good = All is well.
health-sum-advice = All is well, with some advice.
health-sum-bad = Something has to be mended.
health-checks = Checks
health-subject = What
health-level = State
health-found = Found
health-good = Good
health-advice = Advice
health-bad = Mend this
health-configuration = Configuration
health-configuration-read = home country { $country }, listens on { $address }
health-unencrypted = cookies travel unencrypted: put a proxy with https in front and set public_url
health-proxy-trusted = trust_proxy is on and the port is open to all: anybody can pretend another address
health-database = Database
health-database-none = { $place } is not there yet; `visavi serve` makes it
health-schema = schema version { $version }
health-schema-old = schema version { $version }, this binary has { $newest }; `visavi migrate` brings it there
health-schema-new = schema version { $version } is newer than this binary ({ $newest }); use the newer one
health-files = Files
health-files-none = { $place } is not there yet; the first file makes it
health-files-well = { $place } can be written and read
health-files-late = { $place } does not answer
health-web = Web page
health-web-there = in this binary
health-web-missing = not in this binary; build it with `make build`
health-disk = Disk
health-room = { $free } free in { $place }
health-room-little = only { $free } free in { $place }; make room before nothing can be stored any more
health-key = Key
health-key-well = { $place } opens what is sealed; keep a copy apart from the database
health-key-open = { $place } can be read by others on this machine: chmod 600
health-key-missing = { $place } is missing: put back the key that the second factors were sealed with
health-failed = { $reason }
health-one-administrator = only one person can administer; a second one helps when the first is away
health-facts = This installation
health-version = Version
health-customers = Customers
health-interactions = Contacts
health-events = Live pages
health-events-none = Everything that happened has been told
health-events-since = { $seconds ->
    [one] The oldest event has waited for one second
   *[other] The oldest event has waited for { $seconds } seconds
}
health-jobs = Jobs
health-jobs-lead = What this server does by itself, since it was started. Why one failed stands in the log.
health-job = Job
health-job-last = Last run
health-job-next = Next run
health-job-failed = Last failure
health-job-never = None
job-erasures = Finish erasures on the disk
job-copies = Remove old copies of the database
job-ledger = Erase again who was erased
job-retention = Remove what was kept long enough
job-duplicates = Learn what duplicates are weighed by
job-fields = Make fields findable as they are defined
job-presences = Forget who has left a card
job-notes = Delete expired notes
job-blocks = Take expired blocks off the blocklist
job-avatars = Delete pictures that were replaced
job-contents = Remove contents of files that are gone
job-deleted-customers = Forget customers deleted 30 days ago
job-events = Forget old events
order-up = Move up
order-down = Move down
invalid-list-key = A key has small letters a–z, figures, “_” and “-”.
