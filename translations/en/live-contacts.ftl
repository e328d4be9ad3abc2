## Live contacts, for supervisors (src/live_contacts)

live-contacts = Live contacts
live-waiting = Waiting for an agent
live-waiting-none = Nobody is waiting.
live-going-on = With agents
live-going-on-none = No agent has a contact just now.
live-without = Agents without a contact
live-filter = Filter
live-team = Team
live-queue = Queue
live-channel = Channel
live-all-teams = All teams
live-all-queues = All queues
live-all-channels = All channels
live-show = Show
live-restricted = Processing restricted
live-state = State
live-agent = Agent
live-who = Customer
live-since = Since
live-more = { $n ->
    [one] { $n } more is not shown. Choose a team, a queue or a channel.
   *[other] { $n } more are not shown. Choose a team, a queue or a channel.
}
live-at-least = { $n }+
invalid-live-state = Only contacts that go on are listed: state=live.
