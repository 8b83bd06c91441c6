using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm;
using SocialCrm.Access;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Day;
using SocialCrm.Engine;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Silo;
using SocialCrm.Storage;
using SocialCrm.TestKit;

// Plays the day of DayPlan from a step on, half a minute a step: what is said until then is taken in, the clock is moved, and what is due is judged by the
// product's own worker. Writes each step that it has done. A step may be played again: everything in it is known by then.
var (store, folder, count, first) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
var time = new ManualTime { Lateness = TimeSpan.FromMilliseconds(1) };
var moving = new Lock();
time.Advance(DayPlan.TimeOf(first) - time.GetUtcNow());

// It also runs on by itself: the engine's own waits are by the same clock, at its start before the first step, too.
using var running = new Timer(_ => Advance(DayPlan.Tick), null, DayPlan.Tick, DayPlan.Tick);

var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
var storage = new StorageOptions { Store = store, DataFolder = folder };
builder.Services.AddSingleton<TimeProvider>(time);
builder.Services.AddSingleton<IConfigurations>(new FixedConfiguration(DayPlan.Promises));
builder.Services.AddStorage(storage).AddIntake().AddGrainWork();
builder.AddCrmSilo(new SiloOptions { Port = Ports.FreeForSilo() }, storage);
using var host = builder.Build();
var access = host.Services.GetRequiredService<Store>();
await access.OpenAsync(CancellationToken.None);
foreach (var (name, role) in DayPlan.Supervisors.Select(static s => (s, "supervisor"))
    .Concat(Enumerable.Range(0, DayPlan.Agents).Select(static a => (string.Create(CultureInfo.InvariantCulture, $"agent{a}"), "agent")))
    .Concat([(DayPlan.OnCall.Early, "agent"), (DayPlan.OnCall.Late, "agent")]))
    await access.Access.AddPersonAsync(new Person(name, name, "", role, Guid.NewGuid(), time.GetUtcNow(), Disabled: false), CancellationToken.None);
await host.StartAsync();

var (intake, grains, queries) = (host.Services.GetRequiredService<Intake>(), host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<IQueries>());
var said = DayPlan.Matters(count).SelectMany(Said).ToLookup(static s => (int)Math.Floor((s.At - DayPlan.Start).TotalSeconds / 30));
for (var step = first; step < DayPlan.Steps; step++)
{
    foreach (var chunk in said[step].Chunk(100)) await SayAsync(chunk);
    Advance(DayPlan.TimeOf(step + 1) - time.GetUtcNow());
    await Waiting.ForAsync("what is due to be judged", TimeSpan.FromMinutes(1), IsJudgedAsync);
    Console.WriteLine($"step {step.ToString(CultureInfo.InvariantCulture)}");
}

await host.StopAsync();
return 0;

async Task<bool> IsJudgedAsync()
{
    if (!(await queries.NextDueAsync(CancellationToken.None) <= time.GetUtcNow())) return true;
    // The worker may have gone to sleep just before the clock was moved: it wakes within a second of this clock.
    Advance(TimeSpan.FromMilliseconds(250));
    return false;
}

// Never back: a step that took longer than half a minute is behind the clock.
void Advance(TimeSpan by)
{
    lock (moving) if (by > TimeSpan.Zero) time.Advance(by);
}

static IEnumerable<(DateTimeOffset At, Matter Matter, bool IsAnswer)> Said(Matter matter)
{
    yield return (matter.AskedAt, matter, false);
    if (matter.AnsweredAt is { } answered) yield return (answered, matter, true);
}

async Task SayAsync((DateTimeOffset At, Matter Matter, bool IsAnswer)[] chunk)
{
    var result = await intake.TakeAsync([.. chunk.Select(c => ToInteraction(c.Matter, c.At, c.IsAnswer))], new IntakeOrigin("day", Trusted: true, History: false), CancellationToken.None);
    var receipts = ((IntakeResult.Taken)result).Receipts;
    await Task.WhenAll(chunk.Select((c, i) => c.IsAnswer ? Task.CompletedTask : AssignAsync(c.Matter, receipts[i])));
}

Task AssignAsync(Matter matter, Receipt receipt) => grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value)).ActAsync(
    new Assign { Actor = "otto", OverOthers = true, Assignee = matter.Agent });

static Interaction ToInteraction(Matter matter, DateTimeOffset at, bool isAnswer)
{
    var number = matter.Number.ToString(CultureInfo.InvariantCulture);
    return new Interaction
    {
        Channel = "x",
        Account = "pohjanlento",
        Thread = number,
        ExternalId = isAnswer ? $"a{number}" : $"q{number}",
        InReplyTo = isAnswer ? $"q{number}" : null,
        Direction = isAnswer ? Direction.Outbound : Direction.Inbound,
        Text = isAnswer ? "vastaus" : "kysymys",
        At = at,
        Author = new Author { Handle = isAnswer ? matter.Agent : $"@d{number}" },
    };
}
