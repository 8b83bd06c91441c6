using System.Globalization;
using SocialCrm.Abuse;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.Rebuild;

/// <summary>Traffic in which everything happens that a journal can tell: late and linked messages, what became of them, contradictions, every act.</summary>
internal static class Life
{
    public static async Task LiveAsync(CrmHost crm, int people, int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(0, people).SelectMany(person => Messages(person, random)).ToArray();
        random.Shuffle(all);
        foreach (var chunk in all.Chunk(50))
        {
            await crm.TakeAsync(chunk);
            await crm.UpdateAsync([.. chunk.Where(_ => random.Next(3) == 0).Select(said => Update(said, random))]);
        }

        await crm.TakeAsync(Say.Answer("orphan", inReplyTo: "never"), Say.Answer("orphan-2", inReplyTo: null));
        await crm.TakeAsync(Say.From("@liisa", "liisa") with { Author = new Author { Handle = "@liisa", Email = "liisa@example.fi" } });
        await crm.TakeAsync(Say.From("@sami", "sami"));
        await crm.TakeAsync(Say.From("@sami", "sami-2", 1) with { Author = new Author { Handle = "@sami", Email = "liisa@example.fi", Name = "Sami 🐧" } });
        var liisa = (await crm.TakeAsync(Say.From("@liisa", "liisa-2", 2, thread: "booking")))[0].ConversationId!.Value;
        var conversation = crm.Grains.GetGrain<IConversationGrain>(Keys.Of(liisa));
        foreach (var act in Acts()) await conversation.ActAsync(act);
        await crm.TakeAsync(Say.From("@liisa", "liisa-3", 100_000_000, thread: "booking"));
        foreach (var act in (ConversationAct[])[new TakeAbuseStep { Actor = "boss", OverOthers = true, Level = AbuseLevel.Blocked, Reason = "uhkaili" }, new Resolve { Actor = "aino", OverOthers = true }, new Snooze { Actor = "aino", Until = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero) }])
        {
            var other = (await crm.TakeAsync(Say.From("@" + act.GetType().Name, "for-" + act.GetType().Name)))[0].ConversationId!.Value;
            await crm.Grains.GetGrain<IConversationGrain>(Keys.Of(other)).ActAsync(act);
        }
    }

    private static IEnumerable<ConversationAct> Acts() =>
    [
        new Claim { Actor = "aino" }, new Reply { Actor = "aino", Text = "Hei!", Name = "Aino" }, new Note { Actor = "aino", Text = "soitan huomenna" },
        new ChangeTags { Actor = "aino", Add = ["baggage", "ash"] }, new ChangeTags { Actor = "aino", Remove = ["ash"] },
        new SetPriority { Actor = "aino", Priority = Priority.Urgent }, new Assign { Actor = "aino", Assignee = "eero", OverOthers = true },
        new HandOver { Actor = "eero", Queue = "claims", Note = "korvaus" }, new Snooze { Actor = "eero", Until = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        new MakeCommitment { Actor = "eero", Text = "soitan huomenna", DueAt = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        new MakeCommitment { Actor = "eero", Text = "lähetän laukun", DueAt = new(2091, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        new SettleCommitment { Actor = "eero", Number = 1, Outcome = CommitmentState.Kept },
        new JudgeClaim { Actor = "eero", Status = ClaimStatus.Justified, Reason = "kuitti on" },
        new TakeAbuseStep { Actor = "boss", OverOthers = true, Level = AbuseLevel.Muted, Reason = "kiroili" }, new TakeAbuseStep { Actor = "boss", OverOthers = true, Reason = "pyysi anteeksi" },
        new Reopen { Actor = "eero" }, new Resolve { Actor = "eero", Note = "maksettu" }, new Reopen { Actor = "eero" },
        new Resolve { Actor = "eero" },
    ];

    /// <summary>Of an answer that still waits it is unknown, and nothing.</summary>
    private static InteractionUpdate Update(Interaction said, Random random)
    {
        var kind = said.Direction == Direction.Outbound ? (UpdateKind)random.Next(1, 7) : (UpdateKind)random.Next(1, 3);
        return new InteractionUpdate
        {
            Channel = said.Channel,
            Account = said.Account,
            ExternalId = said.ExternalId,
            Kind = kind,
            At = said.At.AddMinutes(random.Next(-5, 500)),
            Text = kind == UpdateKind.Edited ? "korjattu" : null,
            Reason = kind == UpdateKind.Failed ? "no such number" : null,
        };
    }

    private static IEnumerable<Interaction> Messages(int person, Random random)
    {
        var name = person.ToString(CultureInfo.InvariantCulture);
        string? last = null;
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var id = $"{name}-{i}";
            var minute = random.Next(10_000);
            var answers = last is not null && random.Next(2) == 0;
            yield return answers
                ? Say.Answer(id, last, minute) with { Automatic = random.Next(4) == 0 }
                : Say.From("@p" + name, id, minute, random.Next(3) == 0 ? "telegram" : "x", random.Next(4) == 0 ? "thread" : "", last);
            last = answers ? last : id;
        }
    }
}
