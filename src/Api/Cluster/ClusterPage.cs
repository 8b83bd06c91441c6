using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Figures;

namespace SocialCrm.Api.Cluster;

/// <summary>
/// The operators' page: rendered here, in the reader's language; its script asks for the page again every 5 seconds and puts the new figures in the place of the
/// old ones. Works without the script, too: then it is a picture of one moment.
/// </summary>
internal static class ClusterPage
{
    private static readonly string Style = Resource("cluster.css");
    private static readonly string Script = Resource("cluster.js");

    /// <summary>Named by its content, so that it is kept for good.</summary>
    public static readonly string ScriptPath = $"/cluster/{Convert.ToHexStringLower(Hash(Script))[..16]}.js";

    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(Hash(Style))}'; script-src 'self'; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static Task WriteScriptAsync(HttpContext context)
    {
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return context.Response.WriteAsync(Script, context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, ClusterAnswer cluster)
    {
        var language = Languages.Of(context.Request);
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Accept-Language";
        return response.WriteAsync(Page(cluster, language), context.RequestAborted);
    }

    private static string Page(ClusterAnswer cluster, Language language) => $"""
        <!doctype html>
        <html lang="{language.Tag()}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{T(language, "cluster.title")} · SocialCrm</title><style>{Style}</style><script src="{ScriptPath}" defer></script></head>
        <body>
        <header><h1>{T(language, "cluster.title")}</h1>
        <p class="quiet"><span data-live="at">{T(language, "cluster.at", cluster.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture), cluster.Engine)}</span>
        <span role="status" id="trouble" data-text="{T(language, "cluster.trouble")}"></span></p></header>
        <main>
        <section aria-labelledby="minute"><h2 id="minute">{T(language, "cluster.minute")}</h2>
        <dl class="tiles" data-live="tiles">{Tiles(cluster, language)}</dl></section>
        <section aria-labelledby="silos"><h2 id="silos">{T(language, "cluster.silos")}</h2>
        <div class="wide" tabindex="0" role="region" aria-labelledby="silos"><table><thead><tr>{Heads(language)}</tr></thead>
        <tbody data-live="silos">{string.Concat(cluster.Silos.Select(s => Row(s, language)))}</tbody></table></div></section>
        <div class="pair">
        <section aria-labelledby="resident"><h2 id="resident">{T(language, "cluster.resident")}</h2>
        <table class="small"><tbody data-live="resident">{string.Concat(cluster.Resident.Select(a => $"<tr><th scope=\"row\">{Html.Encode(a.Kind)}</th><td>{N(language, a.Count)}</td></tr>"))}</tbody></table></section>
        <section aria-labelledby="busiest"><h2 id="busiest">{T(language, "cluster.busiest")}</h2>
        <table class="small"><tbody data-live="busiest">{Busiest(cluster, language)}</tbody></table></section>
        </div>
        </main></body>
        </html>
        """;

    private static string Tiles(ClusterAnswer cluster, Language language)
    {
        var silos = cluster.Silos;
        var rows = silos.Sum(static s => s.CommitRows.Sum);
        return string.Concat(
            Tile(language, "cluster.requests", N(language, silos.Sum(static s => s.Requests.Count)), Worst(language, silos, static s => s.Requests)),
            Tile(language, "cluster.commits", N(language, silos.Sum(static s => s.CommitTime.Count)), Worst(language, silos, static s => s.CommitTime)),
            Tile(language, "cluster.rows", N(language, rows), T(language, "cluster.growth", N(language, silos.Sum(static s => s.JournalBytes) / 1_024.0))),
            Tile(language, "cluster.feed", N(language, silos.Sum(static s => s.FeedLag.Count)), Worst(language, silos, static s => s.FeedLag)),
            Tile(language, "cluster.deadlines", N(language, silos.Sum(static s => s.DeadlineLateness.Count)), Worst(language, silos, static s => s.DeadlineLateness)),
            Tile(language, "cluster.refused", N(language, silos.Sum(static s => s.Refused)), T(language, "cluster.accepted", N(language, silos.Sum(static s => s.Accepted)))),
            Tile(language, "cluster.watches", N(language, silos.Sum(static s => s.Watches)), ""));
    }

    private static string Tile(Language language, string key, string figure, string below) => $"<div><dt>{T(language, key)}</dt><dd><b>{figure}</b> <span>{below}</span></dd></div>";

    /// <summary>Of several processes, the figures of the slowest.</summary>
    private static string Worst(Language language, IReadOnlyList<SiloFigures> silos, Func<SiloFigures, Spread> of)
    {
        var worst = silos.Select(of).Where(static s => s.Count > 0).MaxBy(static s => s.P99);
        return worst is null ? T(language, "cluster.none") : T(language, "cluster.spread", Ms(language, worst.P50), Ms(language, worst.P99));
    }

    private static readonly string[] Columns = ["cluster.silo", "cluster.state", "cluster.version", "cluster.since", "cluster.memory", "cluster.requests", "cluster.commits", "cluster.feed", "cluster.watches"];

    private static string Heads(Language language) => string.Concat(Columns.Select(c => $"<th scope=\"col\">{T(language, c)}</th>"));

    private static string Row(SiloFigures silo, Language language)
    {
        string[] cells =
        [
            $"<code>{Html.Encode(silo.Id)}</code> <span class=\"quiet\">{Html.Encode(silo.Name)}</span>",
            $"<span class=\"state {(silo.State == "active" ? "good" : "warn")}\">{T(language, silo.State == "active" ? "cluster.active" : "cluster.draining")}</span>",
            Html.Encode(silo.Version),
            $"<time datetime=\"{silo.StartedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{silo.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</time>",
            $"{N(language, silo.MemoryBytes >> 20)} MiB",
            Of(silo.Requests),
            Of(silo.CommitTime),
            Of(silo.FeedLag),
            N(language, silo.Watches),
        ];
        return "<tr>" + string.Concat(cells.Select((cell, i) => $"<td data-label=\"{T(language, Columns[i])}\"><div>{cell}</div></td>")) + "</tr>";

        string Of(Spread spread) => spread.Count == 0 ? "–" : $"{N(language, spread.Count)} <span class=\"quiet\">{T(language, "cluster.spread", Ms(language, spread.P50), Ms(language, spread.P99))}</span>";
    }

    private static string Busiest(ClusterAnswer cluster, Language language) => cluster.Busiest.Count == 0
        ? $"<tr><td class=\"quiet\">{T(language, "cluster.none")}</td></tr>"
        : string.Concat(cluster.Busiest.Select(b => $"<tr><th scope=\"row\"><code>{Html.Encode(b.Id)}</code></th><td>{N(language, b.Rows)}</td></tr>"));

    private static string Ms(Language language, double? ms) => (ms ?? 0).ToString(ms < 10 ? "0.0" : "0", language.Culture());

    private static string N(Language language, double number) => number.ToString("#,0", language.Culture());

    private static string T(Language language, string key, params object?[] parts) => Html.Encode(string.Format(language.Culture(), Texts.Of(language, key), parts));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ClusterPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Trim();
    }
}
