using System.Text.Json;

namespace SocialCrm.Deploy.Image;

/// <summary>The Dockerfile's instructions in their order; continued lines are one.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(IReadOnlyList<Instruction> instructions) => Instructions = instructions;

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Those of each stage; what stands before the first is of none.</summary>
    public IEnumerable<IReadOnlyList<Instruction>> Stages => Instructions.Index().Where(static i => i.Item.Name == "FROM").Select(i =>
        (IReadOnlyList<Instruction>)[.. Instructions.Skip(i.Index).TakeWhile((s, n) => n == 0 || s.Name != "FROM")]);

    /// <summary>Of the last stage, which is the image.</summary>
    public IReadOnlyDictionary<string, string> Environment => Stages.Last().Where(static i => i.Name == "ENV").SelectMany(static i => i.Text.Split(' '))
        .Select(static v => v.Split('=', 2)).ToDictionary(static v => v[0], static v => v[1], StringComparer.Ordinal);

    public static Dockerfile Read() => new([
        .. Repository.TextOf("Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static l => l[0] != '#').Select(static l => l.Split(' ', 2)).Select(static l => new Instruction(l[0], l[1].Trim()))]);
}

/// <summary>One instruction, such as COPY, and what follows it.</summary>
internal sealed record Instruction(string Name, string Text)
{
    /// <summary>The words without options (<c>--chmod=755</c>).</summary>
    public IReadOnlyList<string> Words => [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static w => !w.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>Whether it takes files from another stage instead of the repository.</summary>
    public bool IsFromStage => Text.Contains("--from=", StringComparison.Ordinal);

    /// <summary>The program of an exec form (<c>["a", "b"]</c>).</summary>
    /// <exception cref="JsonException">It is a shell's form: signals would reach a shell.</exception>
    public IReadOnlyList<string> Exec => JsonSerializer.Deserialize<string[]>(Text[Text.IndexOf('[', StringComparison.Ordinal)..])!;
}
