<?php
/**
 * WooCommerce switches a webhook off after seven failures and tells nobody: seen, and mended with one button.
 *
 * @package Lasting
 */

final class WebhooksTest extends Lasting_Test_Case {
	public function test_repairing_makes_each_topic_once_and_again_changes_nothing() {
		$connection = self::connect();
		Lasting_Webhooks::repair( $connection );
		Lasting_Webhooks::repair( $connection );
		$this->assertCount( count( Lasting_Webhooks::TOPICS ), Lasting_Fake_Shop::$webhooks );
		$this->assertEqualsCanonicalizing( Lasting_Webhooks::TOPICS, array_keys( Lasting_Webhooks::ours( $connection ) ) );
		foreach ( Lasting_Fake_Shop::$webhooks as $webhook ) {
			$this->assertSame( array( 'active', 'w3bh00kS3cr3t', 3 ), array( $webhook->get_status(), $webhook->get_secret(), $webhook->get_user_id() ) );
		}
	}

	public function test_one_that_was_switched_off_or_deleted_is_seen_and_mended() {
		$connection = self::connect();
		Lasting_Webhooks::repair( $connection );
		$this->assertTrue( Lasting_Health::of( $connection )['webhooks']['ok'] );
		$ours = Lasting_Webhooks::ours( $connection );
		$ours['order.updated']->set_status( 'disabled' );
		$ours['order.updated']->set_failure_count( 7 );
		$ours['order.created']->delete( true );
		$seen = Lasting_Health::of( $connection )['webhooks'];
		$this->assertSame( array( false, '5 of 7 are switched on' ), array( $seen['ok'], $seen['value'] ) );
		Lasting_Webhooks::repair( $connection );
		$this->assertTrue( Lasting_Health::of( $connection )['webhooks']['ok'] );
		$this->assertSame( 0, $ours['order.updated']->get_failure_count() );
	}

	public function test_webhooks_of_others_are_neither_counted_nor_changed_nor_removed() {
		$connection = self::connect();
		$others     = new WC_Webhook();
		$others->set_topic( 'order.updated' );
		$others->set_delivery_url( 'https://others.example/' );
		$others->save();
		Lasting_Webhooks::repair( $connection );
		Lasting_Webhooks::remove( $connection );
		$this->assertSame( array( $others ), array_values( Lasting_Fake_Shop::$webhooks ) );
		$this->assertSame( 'disabled', $others->get_status() );
	}
}
