/// The style sheet of the page.
enum HTMLStyle {
  /// The sheet; filters and highlights work by it alone.
  static let sheet = """
    :root{color-scheme:light dark;\(HTMLPalette.light.properties)}
    @media (prefers-color-scheme:dark){:root{\(HTMLPalette.dark.properties)}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--ground);color:var(--text);
    font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,'Liberation Sans',sans-serif;
    overflow-wrap:anywhere}
    .skip{position:absolute;left:-999rem;background:var(--ground);color:var(--link);padding:.5rem 1rem}
    .skip:focus{left:.5rem;top:.5rem;z-index:2}
    header,main,footer{max-width:80rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:2rem}
    h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}
    h2{font-size:1.45rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:.75rem;
    border-top:2px solid var(--line)}
    h3{font-size:1.12rem;line-height:1.3;margin:1.75rem 0 .5rem}
    h4{font-size:1rem;margin:1.1rem 0 .35rem}
    p,ul,ol,dl{margin:.5rem 0}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,input:focus-visible,.scroll:focus-visible{
    outline:3px solid var(--link);outline-offset:2px}
    code,pre{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace;
    font-size:.88em}
    pre{background:var(--panel);padding:.75rem;overflow-x:auto;white-space:pre-wrap}
    .faint{color:var(--faint)}
    .verdict{font-size:1.25rem;font-weight:700;margin:.75rem 0}
    .warning{border-left:.4rem solid var(--doubt);padding:.4rem .8rem;background:var(--panel)}
    .figures{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0;margin:1rem 0}
    .figures li{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;
    padding:.6rem 1.1rem;min-width:9rem}
    .figures b{display:block;font-size:1.8rem;line-height:1.15}
    .badge{display:inline-block;border-radius:.3rem;padding:.05rem .5rem;font-size:.8rem;
    font-weight:700;color:var(--on);background:var(--plain);white-space:nowrap}
    \(tones)
    nav ol{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.75rem 0}
    .scroll{overflow-x:auto;margin:.75rem 0}
    table{border-collapse:collapse;width:100%;font-size:.92rem}
    caption{text-align:left;color:var(--faint);padding:.25rem 0}
    th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);
    min-width:4rem;overflow-wrap:break-word}
    td:has(code){min-width:10rem}
    td code{overflow-wrap:anywhere}
    thead th{background:var(--panel);border-bottom:2px solid var(--line)}
    tbody th{font-weight:600}
    td.number{text-align:right;font-variant-numeric:tabular-nums}
    .hops{font-size:.86rem}
    .hops .cause,.hops .cause th{background:var(--panel);font-weight:700}
    dl.facts{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1rem}
    dl.facts dt{font-weight:700}
    dl.facts dd{margin:0}
    details{margin:.5rem 0}
    summary{cursor:pointer;font-weight:600;padding:.2rem 0}
    .finding{border:1px solid var(--line);border-left:.5rem solid var(--plain);border-radius:.4rem;
    padding:.25rem 1rem 1rem;margin:1.25rem 0}
    .finding h3{margin-top:.75rem}
    .finding.critical{border-left-color:var(--critical)}
    .finding.high{border-left-color:var(--high)}
    .finding.medium{border-left-color:var(--medium)}
    .finding.low{border-left-color:var(--low)}
    .finding:target{outline:3px solid var(--link);outline-offset:3px}
    fieldset{border:1px solid var(--line);border-radius:.4rem;display:inline-block;
    margin:.25rem .75rem .5rem 0;padding:.15rem .75rem .4rem}
    fieldset label{margin-right:.9rem;white-space:nowrap}
    \(filters)
    figure{margin:1rem 0}
    .picture{overflow:auto;border:1px solid var(--line);border-radius:.4rem;max-height:92vh}
    .picture svg{display:block;height:auto;max-width:max(100%,64rem)}
    .sign td{height:2.6rem;min-width:8rem}
    footer{color:var(--faint);font-size:.85rem;padding-top:2rem;padding-bottom:3rem}
    @media (max-width:40rem){
    body{font-size:15px}
    header,main,footer{padding-left:.8rem;padding-right:.8rem}
    dl.facts{grid-template-columns:1fr;gap:0}
    dl.facts dd{margin:0 0 .5rem}
    .scroll table{min-width:36rem}
    .scroll .hops{min-width:44rem}
    }
    @page{size:A4 portrait;margin:16mm 14mm;
    @bottom-right{content:counter(page) ' / ' counter(pages);font:9pt Helvetica,Arial,sans-serif}}
    @page picture{size:A4 landscape;margin:10mm}
    @media print{
    :root{\(HTMLPalette.light.properties)}
    body{font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
    header,main,footer{max-width:none;padding-left:0;padding-right:0}
    .skip,nav,.filters,.screen{display:none}
    h2,h3,h4{break-after:avoid}
    tr,.figures li{break-inside:avoid}
    .scroll,.picture{overflow:visible;border:0;max-height:none}
    table{font-size:8.5pt}
    .hops{font-size:7.5pt;min-width:0}
    td:has(code){min-width:7rem}
    details::details-content{content-visibility:visible;display:block;height:auto}
    figure{page:picture;break-before:page;break-after:page}
    .picture svg{width:100%;max-width:100%;max-height:168mm}
    .finding:target{outline:0}
    }
    """

  private static let tones = HTMLPage.Tone.allCases.map {
    ".badge.\($0.rawValue){background:var(--\($0.rawValue))}"
  }.joined(separator: "\n")

  /// What the choices above the findings hide.
  private static let filters = ["critical", "high", "medium", "low", "open", "waived", "new"].map {
    "#findings:has(#show-\($0):checked) .finding:not(.\($0)){display:none}"
  }.joined(separator: "\n")
}
