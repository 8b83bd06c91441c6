using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Escalation;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using SocialCrm.Rules;
using Xunit;

namespace SocialCrm.Journal;

/// <summary>
/// What is stored is read for ever: each event has a golden file. A file is never changed; another form is another version with a file of its own.
/// Set <c>CRM_WRITE_GOLDEN=1</c> to write the files of new events.
/// </summary>
public class StoredFormTests
{
    private static readonly CustomerId Other = CustomerId.From(new Guid("00000000-0000-0000-0000-000000000002"));

    public static TheoryData<string> Names => [.. Samples.Keys];

    private static readonly Clock Running = new()
    {
        Kind = ClockKind.FirstResponse, Since = Traffic.Start, Policy = "social", Configuration = 7, TargetMs = 7_200_000, RunningFrom = Traffic.Start,
        DueAt = Traffic.Start.AddHours(2), NextAt = Traffic.Start.AddHours(1),
    };

    private static readonly Dictionary<string, ConversationEvent> Samples = new(StringComparer.Ordinal)
    {
        ["conversation.opened"] = new ConversationOpened("email", "asiakaspalvelu@pohjanlento.example", "matter-1", 1),
        ["conversation.interaction-recorded"] = new InteractionRecorded
        {
            Direction = Direction.Outbound, Public = true, Automatic = true, InReplyTo = "x-1", Language = "fi", Sentiment = -0.5, By = "aino",
            History = true, LinkOf = new Guid("00000000-0000-0000-0000-000000000003"),
        },
        ["conversation.interaction-updated"] = new InteractionUpdated(7, UpdateKind.Failed),
        ["interaction.unlinked"] = new InteractionUnlinked
        {
            Channel = "x", Account = "pohjanlento", Thread = "t", Public = true, Automatic = true, InReplyTo = "x-1", Language = "fi", Sentiment = 0.25,
            By = "aino", History = true,
        },
        ["conversation.reopened"] = new ConversationReopened(),
        ["conversation.claimed"] = new ConversationClaimed("aino"),
        ["conversation.assigned"] = new ConversationAssigned("sami"),
        ["conversation.handed-over"] = new ConversationHandedOver("aino", "sami", "groups"),
        ["conversation.snoozed"] = new ConversationSnoozed(Traffic.Start.AddHours(5), 2),
        ["conversation.woken"] = new ConversationWoken(2),
        ["conversation.resolved"] = new ConversationResolved(),
        ["conversation.priority-changed"] = new PriorityChanged(Priority.Urgent),
        ["conversation.tags-changed"] = new TagsChanged(["ash", "refund"]),
        ["conversation.queue-changed"] = new QueueChanged("groups"),
        ["response.clock-started"] = new ClockStarted(Running) { Replaces = Traffic.Start.AddMinutes(-4) },
        ["response.clock-changed"] = new ClockChanged(Running with { AccruedMs = 60_000, RunningFrom = null, DueAt = null, NextAt = null, Passed = 1, Breached = true }),
        ["response.clock-dropped"] = new ClockDropped(ClockKind.Resolution, Traffic.Start),
        ["response.mark-passed"] = new MarkPassed(ClockKind.FirstResponse, Traffic.Start, 2, Traffic.Start.AddHours(2)),
        ["response.warned"] = new TargetWarned(ClockKind.NextResponse, Traffic.Start, 80, Traffic.Start.AddHours(2), 2_500),
        ["response.breached"] = new TargetBreached(ClockKind.FirstResponse, Traffic.Start, "social", 7, Traffic.Start.AddHours(2), 1_500),
        ["response.breach-withdrawn"] = new BreachWithdrawn(ClockKind.FirstResponse, Traffic.Start),
        ["response.given"] = new ResponseGiven
        {
            Kind = ClockKind.FirstResponse, Since = Traffic.Start, At = Traffic.Start.AddHours(3), By = "aino", BusinessMs = 10_800_000, TargetMs = 7_200_000, LateMs = 3_600_000,
        },
        ["response.withdrawn"] = new ResponseWithdrawn(ClockKind.NextResponse, Traffic.Start),
        ["conversation.history-ended"] = new HistoryEnded(),
        ["escalation.step-taken"] = new StepTaken(ClockKind.FirstResponse, Traffic.Start, "social", 1, 7, 0),
        ["escalation.called-out"] = new CalledOut("duty-phone"),
        ["notice.raised"] = new NoticeRaised(NoticeLevel.MustReact, ["assignee", "role:supervisor"], "breach:first-response"),
        ["commitment.made"] = new CommitmentMade(2, "aino", Traffic.Start.AddDays(1), "otto"),
        ["commitment.late"] = new CommitmentLate(2, Traffic.Start.AddDays(1), 1_500, Traffic.Start.AddDays(1).AddHours(1)),
        ["commitment.told-of"] = new CommitmentToldOf(2),
        ["commitment.settled"] = new CommitmentSettled(2, CommitmentState.Kept, 3_600_000),
        ["abuse.step-taken"] = new AbuseStepTaken(AbuseLevel.Muted, Traffic.Start.AddDays(2)),
        ["abuse.standing-applied"] = new StandingApplied(new Standing { Level = AbuseLevel.Blocked, At = Traffic.Start }),
        ["abuse.mute-ended"] = new MuteEnded(Traffic.Start.AddDays(2)),
        ["approval.decided"] = new ApprovalDecided(true, "kaisa"),
        ["claim.judged"] = new ClaimJudged(ClaimStatus.Fabricated),
        ["alarm.silence-noticed"] = new SilenceNoticed("aino", Traffic.Start),
        ["routing.agent-chosen"] = new AgentChosen("aino", "billing", 7, 2, 5, 3),
        ["routing.agent-released"] = new AgentReleased("aino", ReleaseReason.OffShift, 7),
        ["rules.applied"] = new RulesApplied(7, ["received", "opened"], [new FiredRule("vip"), new FiredRule("vip-team", "vip")]),
        ["rules.cut"] = new RulesCut(["a", "b", "a"]),
        ["response.policy-chosen"] = new PolicyChosen("premium"),
        ["approval.asked"] = new ApprovalAsked("press", ["role:supervisor"]),
        ["customer.identity-linked"] = new IdentityLinked("email", "phone", 1),
        ["customer.identity-contradicted"] = new IdentityContradicted("email", "phone", Other, 1),
    };

    [Fact]
    public void EveryEvent_hasASample() => Assert.Equal(
        typeof(ConversationEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToHashSet(),
        Samples.Values.Select(e => e.GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Event_storedForm_isTheGoldenFile(string name)
    {
        var sample = Samples[name];
        var written = EventJson.Write([sample]);

        Assert.Equal(Golden(name, written), written);
        Assert.Equal(written, EventJson.Write(EventJson.ReadEvents(written)));
        Assert.Equal(name, EventJson.NameOf(sample));
        if (sample is not (TagsChanged or NoticeRaised or RulesApplied or RulesCut or ApprovalAsked)) Assert.Equal(sample, EventJson.ReadEvents(written)[0]);
    }

    [Fact]
    public void Message_withWhatConditionsSaw_isTheGoldenFile()
    {
        var recorded = new InteractionRecorded { Direction = Direction.Inbound, Configuration = 7, Known = new KnownCustomer(Stage.Customer, ["vip"]), Counted = 12 };
        var written = EventJson.Write([recorded]);

        Assert.Equal(Golden("conversation.interaction-recorded.judged", written), written);
        Assert.Equal(recorded, EventJson.ReadEvents(written)[0]);
    }

    [Fact]
    public void State_storedForm_isTheGoldenFile()
    {
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1), Traffic.Answer(3), Traffic.Inbound(4), Traffic.Internal(5)]]).State;
        state = ActDecider.Act(state, new Snooze { Actor = "aino", Until = Traffic.Start.AddDays(1) }, Traffic.At(Traffic.Start.AddHours(1)), default).State;
        state = state with { Tags = ["ash"], Assignee = "aino", Priority = Priority.High, Public = true };
        var written = EventJson.Write(state);

        Assert.Equal(Golden("state.conversation", written), written);
        Assert.Equal(written, EventJson.Write(EventJson.ReadState(written)));
        Assert.Equal(state.ToView() with { Deadlines = [], Tags = [] }, EventJson.ReadState(written).ToView() with { Deadlines = [], Tags = [] });
    }

    [Fact]
    public void Personal_storedForm_isTheGoldenFile()
    {
        var personal = Personal.Of(new Interaction
        {
            Subject = "Lento AY 812", Text = "Missä laukkuni on? Ääkköset ja 😀 <pysyvät>.", Permalink = "https://example.org/1", Metadata = """{"booking":"Q7"}""",
            Author = new Author { Handle = "@liisa", Name = "Liisa", Email = "l@example.fi", Phone = "+358405550100", Locale = "fi", Followers = 120 },
            Attachments = [new Attachment { Name = "kuva.jpg", ContentType = "image/jpeg", Url = "https://example.org/k", Size = 12 }],
        }) with { Note = "soitetaan takaisin" };
        var written = EventJson.Write(personal);

        Assert.Equal(Golden("personal", written), written);
        Assert.Equal(written, EventJson.Write(EventJson.ReadPersonal(written)));
        Assert.Equal(Personal.None, EventJson.ReadPersonal(null));
    }

    [Fact]
    public void Personal_ofAFailure_isTheGoldenFile()
    {
        var written = EventJson.Write(new Personal { Reason = "550 5.1.1 <liisa@example.fi>: no such mailbox" });

        Assert.Equal(Golden("personal.failure", written), written);
        Assert.Equal(written, EventJson.Write(EventJson.ReadPersonal(written)));
    }

    private static string Golden(string name, string written, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("CRM_WRITE_GOLDEN") == "1")
        {
            var source = Path.Combine(Path.GetDirectoryName(here)!, "golden", name + ".json");
            if (!File.Exists(source)) File.WriteAllText(source, written + "\n");
            return written;
        }

        return File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Journal", "golden", name + ".json")).TrimEnd('\n');
    }
}
