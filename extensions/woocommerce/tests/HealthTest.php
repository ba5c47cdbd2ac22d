<?php
/**
 * What a merchant looks at when points are missing.
 *
 * @package Lasting
 */

final class HealthTest extends Lasting_Test_Case {
	private static function seen( $what, array $more = array() ) {
		return Lasting_Health::of( $more + self::connection() )[ $what ];
	}

	public function test_keys_that_somebody_deleted_are_missed_and_those_approved_by_hand_are_not_looked_for() {
		$this->assertFalse( self::seen( 'keys' )['ok'] );
		$GLOBALS['wpdb']->insert( 'tea_woocommerce_api_keys', array( 'description' => 'Lasting' ) );
		$this->assertTrue( self::seen( 'keys', array( 'key_id' => $GLOBALS['wpdb']->insert_id ) )['ok'] );
		$this->assertTrue( self::seen( 'keys', array( 'key_id' => 0 ) )['ok'] );
	}

	public function test_a_cron_that_was_never_set_or_is_an_hour_late_is_said() {
		$this->assertFalse( self::seen( 'cron' )['ok'] );
		Lasting_Fake_Shop::$query['cron'] = time() - 4000;
		$this->assertFalse( self::seen( 'cron' )['ok'] );
		Lasting_Fake_Shop::$query['cron'] = time() - 60;
		$this->assertTrue( self::seen( 'cron' )['ok'] );
	}

	public function test_notes_that_wait_are_counted_and_are_no_fault() {
		as_enqueue_async_action( 'lasting_note', array( 1, 'n', 1 ), 'lasting' );
		as_enqueue_async_action( 'others', array(), 'others' );
		$this->assertSame( array( 'ok' => true, 'value' => '1 wait, 0 were given up' ), self::seen( 'waiting' ) );
	}

	public function test_the_last_note_is_told_by_how_long_ago_it_was() {
		$this->assertSame( 'never yet', self::seen( 'last' )['value'] );
		update_option( Lasting_Outbox::LAST, time() - 90 );
		$this->assertMatchesRegularExpression( '/^9\d seconds ago$/', self::seen( 'last' )['value'] );
	}
}
