//! Without features of groups all is always there.

/// Compiles.
pub async fn all(client: features::Client) -> features::Result<()> {
    client.audit().get_internal().await?;
    client.sip_lines().delete("1").await?;
    Ok(())
}

#[test]
fn the_manifest_has_no_group() {
    assert!(!include_str!("../Cargo.toml").contains("sip-lines"));
}
